import { isSecretName, plainValue } from './plain.ts'
import { fitsPattern } from './rules.ts'

const longestAddress = 1000
const longestGiven = 8000

/**
 * An address as it may be kept: host and path, of the query only what is named and `utm_…`, of the fragment only a path. Parts that
 * look like a token or an e-mail address are replaced. `null`: not an address of the web.
 */
export function reduceAddress(given: string, query: readonly string[] = []): string | null {
  if (given.length > longestGiven || !URL.canParse(given)) return null
  const { protocol, host, pathname, searchParams, hash } = new URL(given)
  if (!/^https?:$/.test(protocol)) return null
  const kept = new URLSearchParams(
    [...searchParams].filter(
      ([name, value]) =>
        (query.includes(name) || /^utm_[a-z]+$/.test(name)) && !isSecretName(name) && withoutTokens(value) === value,
    ),
  )
  const text = kept.toString()
  const fragment = /^#!?\/[^?=&]*$/.test(hash) ? withoutTokens(hash) : ''
  const address = `${protocol}//${host}${withoutTokens(pathname)}${text && `?${text}`}${fragment}`
  return address.slice(0, longestAddress)
}

/** Each part of a path that only a machine would write, long and of letters and digits, or with an e-mail address in it. */
function withoutTokens(path: string): string {
  return path.replace(/[^/]+/g, (part) => {
    const text = decoded(part)
    const isToken =
      /(?=[\w.~+=-]*\d)(?=[\w.~+=-]*[a-z])[\w.~+=]{24,}|eyJ[\w-]{8,}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i.test(text)
    return isToken || plainValue(text) === undefined ? '*' : part
  })
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** `utm_source` and so on, by name without `utm_`. */
export function readUtm(address: string): { readonly [name: string]: string } {
  const names = ['source', 'medium', 'campaign', 'term', 'content', 'id']
  const reduced = reduceAddress(address)
  const given = reduced === null ? new URLSearchParams() : new URL(reduced).searchParams
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = given.get(`utm_${name}`)
      return value ? [[name, value.slice(0, 200)] as const] : []
    }),
  )
}

/** Whether an address is one that a rule means: its path, or host and path. */
export function fitsAddress(address: string, pattern: string): boolean {
  if (!URL.canParse(address)) return false
  const { host, pathname, hash } = new URL(address)
  const path = pathname + hash
  return fitsPattern(pattern.startsWith('/') ? path : host + path, pattern)
}
