import { type Endpoint, type Pages, pathMembers } from '@parley/braze/contract'
import type { Answer } from './answer.ts'

export interface PageRequest {
  readonly [member: string]: unknown
}

export interface Page {
  readonly value: unknown
  readonly headers: Answer['headers']
}

/** The answers of a list, one request each, until the last; `ask` sends one. */
export async function* readPages(
  endpoint: Endpoint,
  request: PageRequest,
  ask: (request: PageRequest) => Promise<Page>,
): AsyncGenerator<unknown, void, undefined> {
  for (let next: PageRequest | undefined = request; next !== undefined; ) {
    const page: Page = await ask(next)
    yield page.value
    next = nextRequest(endpoint, next, page)
  }
}

/** The entries of all pages. */
export async function* readAll(endpoint: Endpoint, pages: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  for await (const page of pages) yield* readItems(endpoint.pages, page)
}

/** What to ask for next; `undefined` after the last page. */
function nextRequest(endpoint: Endpoint, request: PageRequest, page: Page): PageRequest | undefined {
  const { pages } = endpoint
  if (pages === undefined) return undefined
  const count = readItems(pages, page.value).length
  switch (pages.kind) {
    case 'page':
      // Without a documented size only an empty page is known to be the last.
      return count < (pages.size ?? 1) ? undefined : { ...request, page: readNumber(request.page, 0) + 1 }
    case 'offset':
      return nextOffset(pages, request, page.value, count)
    case 'link':
      return nextLink(endpoint, request, page.headers.get('link'))
  }
}

function nextOffset(
  { size, most }: Extract<Pages, { kind: 'offset' }>,
  request: PageRequest,
  value: unknown,
  count: number,
): PageRequest | undefined {
  const said = value as { readonly [member: string]: unknown }
  const limit = Math.min(readNumber(request.limit, size), most)
  const more = typeof said.has_more === 'boolean' ? said.has_more : count >= limit
  if (!more || count === 0) return undefined
  const offset = readNumber(said.next_offset, readNumber(request.offset, 0) + count)
  return offset >= readNumber(said.total_count, Number.POSITIVE_INFINITY) ? undefined : { ...request, offset }
}

/**
 * Only the query of the link is used: the key must not travel to whatever host an answer names. A link that asks for the same
 * again would never end.
 */
function nextLink(endpoint: Endpoint, request: PageRequest, link: string | null): PageRequest | undefined {
  const target = readNextLink(link)
  const query = target === undefined ? -1 : target.indexOf('?')
  if (target === undefined || query < 0) return undefined
  const next: { [member: string]: unknown } = { ...request }
  const fixed = new Set(pathMembers(endpoint.path))
  for (const [name, value] of new URLSearchParams(target.slice(query).replace(/#.*$/s, ''))) {
    if (!fixed.has(name)) next[name] = value
  }
  return next.cursor === request.cursor ? undefined : next
}

/** The address with `rel="next"` of a `Link` header (RFC 8288). */
export function readNextLink(link: string | null): string | undefined {
  for (const [, target, parameters] of (link ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters ?? '')
    if ((rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/).includes('next')) return target
  }
  return undefined
}

function readItems(pages: Pages | undefined, value: unknown): readonly unknown[] {
  const items = pages && (value as { readonly [member: string]: unknown } | undefined)?.[pages.items]
  return Array.isArray(items) ? items : []
}

function readNumber(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : otherwise
}
