/** Class names side by side; what is not there is left out. */
export const join = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
