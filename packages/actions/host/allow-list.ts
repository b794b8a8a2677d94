/** Which hosts a solution named in `egress`. */
export type MayReach = (url: URL) => boolean

interface Pattern {
  readonly host: string
  /** True for `*.example.com`: every name below it, and not itself. */
  readonly below: boolean
  readonly port: string | null
}

const shape = /^(\*\.)?([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/

function readPattern(entry: string): Pattern | null {
  const found = shape.exec(entry.trim().toLowerCase())
  if (!found?.[2]) return null
  // The same reading as of a request's address: `１27.1` and friends become what they mean.
  const url = URL.canParse(`http://${found[2]}`) ? new URL(`http://${found[2]}`) : null
  return url && { host: url.hostname, below: found[1] !== undefined, port: found[3] ?? null }
}

/** Whether an entry of `egress` can be read. */
export function isEgressEntry(entry: string): boolean {
  return readPattern(entry) !== null
}

function matches(pattern: Pattern, host: string, port: string): boolean {
  const named = pattern.below ? host.endsWith(`.${pattern.host}`) : host === pattern.host
  return named && port === (pattern.port ?? '')
}

/** An entry without a port means the scheme's own port. Entries that cannot be read open nothing. */
export function createMayReach(egress: readonly string[]): MayReach {
  const patterns = egress.map(readPattern).filter((one) => one !== null)
  return (url) => {
    const host = url.hostname.replace(/\.$/, '')
    return patterns.some(
      (pattern) => matches(pattern, host, url.port) || (url.port === '' && matchesDefault(pattern, host, url)),
    )
  }
}

function matchesDefault(pattern: Pattern, host: string, url: URL): boolean {
  const standard = url.protocol === 'https:' ? '443' : '80'
  return pattern.port === standard && matches({ ...pattern, port: null }, host, '')
}
