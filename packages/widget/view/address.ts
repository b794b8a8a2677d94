const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What may be loaded into the page or opened: https, the page's own origin, and this machine. Others are `null`. */
export function webAddress(text: string | undefined, own = location.origin): URL | null {
  if (text === undefined || !URL.canParse(text, own)) return null
  const url = new URL(text, own)
  const local = url.protocol === 'http:' && loopback.has(url.hostname)
  return url.protocol === 'https:' || url.origin === own || local ? url : null
}

/** Where a link may lead: the web, a phone call or a letter. Others are `null`. */
export function linkAddress(
  text: string,
  own = location.origin,
): { readonly href: string; readonly leaves: boolean } | null {
  if (/^(?:tel:\+?[\d().-]+|mailto:[^\s<>"]+)$/i.test(text)) return { href: text, leaves: false }
  const url = webAddress(text, own)
  return url === null ? null : { href: url.href, leaves: true }
}
