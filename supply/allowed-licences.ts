/** Licences that a package in a bundle may have, as SPDX writes them: each allows to ship it under MIT beside its own text. */
export const allowedLicences = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'] as const
