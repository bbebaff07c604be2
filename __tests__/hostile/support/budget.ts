/** Milliseconds of processor time that one run may take, whatever it is given. */
export const budget = 2_000
