/** A key of the right form that opens nothing. Put together here, so that no scanner takes this file for a leak. */
export const leakedKey = ['ghp', 'x7Kd02mQpV9sLr4TzYb8WcN1hJfGu3Ea5RoX'].join('_')
