/** The value of a cookie, as a browser sends it; undefined when it is not there. Of several the first, which has the longest path. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** `Set-Cookie`. `maxAge` in seconds, 0 removes it; absent: until the browser closes. */
export function setCookie(
  name: string,
  value: string,
  options: { readonly path: string; readonly secure: boolean; readonly maxAge?: number },
): string {
  const { path, secure, maxAge } = options
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
  return `${name}=${value}; Path=${path}${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
