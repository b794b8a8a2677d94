import type { Query } from '../query.ts'

/** A page and where its neighbours are. */
export interface LinkedPage<Thing> {
  readonly things: readonly Thing[]
  /** `Link`, when there is more than this page. */
  readonly headers: { readonly [name: string]: string }
}

/**
 * The page that `cursor` asks for; `undefined` when the cursor is none. A cursor is what Braze makes of it: `skip:50` in Base64.
 *
 * @param path of the list, repeated in the links
 */
export function cutLinkedPage<Thing>(
  all: readonly Thing[],
  query: Query,
  path: string,
  size: number,
): LinkedPage<Thing> | undefined {
  const cursor = query.get('cursor')
  const skip = cursor === null || cursor === '' ? 0 : readCursor(cursor)
  if (skip === undefined) return undefined
  const link = (at: number, name: string) => `<${path}?cursor=${btoa(`skip:${at}`)}>; rel="${name}"`
  const links = [
    ...(skip > 0 && all.length > size ? [link(Math.max(0, skip - size), 'prev')] : []),
    ...(skip + size < all.length ? [link(skip + size, 'next')] : []),
  ]
  return {
    things: all.slice(skip, skip + size),
    headers: links.length === 0 ? {} : { Link: links.join(',') },
  }
}

function readCursor(cursor: string): number | undefined {
  if (!/^[\w+/]{1,32}={0,2}$/.test(cursor)) return undefined
  const skip = /^skip:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64').toString('latin1'))?.[1]
  return skip === undefined ? undefined : Number(skip)
}

/** A page as the data-object endpoints show it: out of range is moved into the range, never refused. */
export function showClampedPage<Thing>(all: readonly Thing[], query: Query): { readonly [member: string]: unknown } {
  const limit = Math.min(250, Math.max(1, readWhole(query.get('limit')) ?? 100))
  const offset = Math.max(0, readWhole(query.get('offset')) ?? 0)
  const end = offset + limit
  const more = end < all.length
  return {
    items: all.slice(offset, end),
    total_count: all.length,
    has_more: more,
    next_offset: more ? end : null,
    offset,
    limit,
  }
}

function readWhole(text: string | null): number | undefined {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
}
