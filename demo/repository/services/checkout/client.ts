/** How long the checkout waits for the payment provider, in milliseconds. */
export const PROVIDER_TIMEOUT = 3_000
