/** A page of the Studio to go on to, from an address that anybody may have written; what leads elsewhere becomes the first page. */
export const ownPath = (given: string | null): string =>
  given !== null && /^\/(?![/\\])/.test(given) && !given.startsWith('/sign-in') ? given : '/'
