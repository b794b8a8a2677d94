import { randomBytes } from 'node:crypto'

/** The secrets of one deployment, and the stand-ins its actions hold. */
export interface SecretBox {
  /** Stand-ins by name: what an action gets. */
  readonly placeholders: Readonly<Record<string, string>>
  /** Puts the values where a header's value holds stand-ins; `found` tells whether it held any. */
  fill(headerValue: string): Filled
  /** The same for the query of an address, where the values are encoded. */
  fillQuery(query: string): Filled
  /** The same for a body; values are written as its type writes them. */
  fillBody(body: Buffer, type: string): { readonly body: Buffer; readonly found: boolean }
  /** Takes values out of a text that leaves the host. */
  redact(text: string): string
  redactBytes(bytes: Buffer): Buffer
}

export interface Filled {
  readonly value: string
  readonly found: boolean
}

/** Shorter values are too likely to occur by chance to be taken out of texts. */
const shortest = 6

const basic = /^(Basic\s+)([A-Za-z0-9+/=_-]+)$/i

/** How a value is written inside a body of a type. */
function writerFor(type: string): (value: string) => string {
  if (/\bjson\b/i.test(type)) return (value) => JSON.stringify(value).slice(1, -1)
  if (/x-www-form-urlencoded/i.test(type)) return encodeURIComponent
  return (value) => value
}

/**
 * The stand-ins carry a random part, new with every load: whoever can choose a text that an action puts into a header
 * (the person in the chat, say) cannot guess one and have it replaced.
 */
export function createSecretBox(secrets: Readonly<Record<string, string>>): SecretBox {
  const nonce = randomBytes(12).toString('hex')
  const names = Object.keys(secrets)
  const placeholders = Object.fromEntries(names.map((name) => [name, `parley-secret-${nonce}-${name}`]))
  // Longest first: a stand-in may be the beginning of another.
  const pairs = names
    .map((name) => [placeholders[name] ?? '', secrets[name] ?? ''] as const)
    .toSorted(([a], [b]) => b.length - a.length)
  const hidden = names
    .map((name) => [name, secrets[name] ?? ''] as const)
    .filter(([, value]) => value.length >= shortest)

  const replaceIn = (text: string, write: (value: string) => string = (value) => value): string =>
    text.includes(nonce)
      ? pairs.reduce((filled, [stand, value]) => filled.replaceAll(stand, () => write(value)), text)
      : text
  const fillQuery = (query: string): Filled => {
    const value = replaceIn(query, encodeURIComponent)
    return { value, found: value !== query }
  }
  const fillBody = (body: Buffer, type: string): { body: Buffer; found: boolean } => {
    if (!body.includes(nonce)) return { body, found: false }
    // latin1 keeps every byte as it is; stand-ins are plain letters in any encoding.
    const bytes = (value: string): string => Buffer.from(writerFor(type)(value)).toString('latin1')
    const filled = replaceIn(body.toString('latin1'), bytes)
    return { body: Buffer.from(filled, 'latin1'), found: true }
  }
  const fill = (headerValue: string): Filled => {
    const plain = replaceIn(headerValue)
    if (plain !== headerValue) return { value: plain, found: true }
    const [, scheme, encoded] = basic.exec(headerValue) ?? []
    if (!scheme || !encoded) return { value: headerValue, found: false }
    const inside = Buffer.from(encoded, 'base64').toString('utf8')
    const filled = replaceIn(inside)
    if (filled === inside) return { value: headerValue, found: false }
    return { value: scheme + Buffer.from(filled, 'utf8').toString('base64'), found: true }
  }
  const redact = (text: string): string =>
    hidden.reduce(
      (clean, [name, value]) => (clean.includes(value) ? clean.replaceAll(value, `[secret ${name}]`) : clean),
      text,
    )
  const redactBytes = (bytes: Buffer): Buffer => {
    if (!hidden.some(([, value]) => bytes.includes(value))) return bytes
    // latin1 keeps every byte as it is, so that the values are searched for as bytes too.
    const text = hidden.reduce(
      (clean, [name, value]) => clean.replaceAll(Buffer.from(value).toString('latin1'), `[secret ${name}]`),
      bytes.toString('latin1'),
    )
    return Buffer.from(text, 'latin1')
  }
  return { placeholders, fill, fillQuery, fillBody, redact, redactBytes }
}
