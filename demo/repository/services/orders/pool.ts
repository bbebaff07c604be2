/** Connections that one instance of the orders service keeps open. */
export const POOL_SIZE = 20
