/** As long as every browser and most services take. */
const longest = 2048

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * The address that `text` is, when a channel may load or open it: `https`, or `http` on the machine itself, as while
 * developing. FO1
 */
export function webAddress(text: string): string | null {
  const typed = text.trim()
  if (typed === '' || typed.length > longest || !URL.canParse(typed)) return null
  const { protocol, hostname, username, password, href } = new URL(typed)
  if (username !== '' || password !== '' || href.length > longest * 3) return null
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname)) ? href : null
}

/** The address that a button may open: a web address, or one to call or write to. FO1 */
export function linkAddress(text: string): string | null {
  const typed = text.trim()
  return typed.length <= longest && /^(?:tel:\+?[\d().-]+|mailto:[^\s<>"]+@[^\s<>"]+)$/i.test(typed)
    ? typed
    : webAddress(typed)
}
