import { type BrazeOptions, createBraze } from '@parley/braze'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readNextLink } from './pages.ts'
import { type Received, type Reply, startServer } from './test-server.ts'

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function open(answer: (query: URLSearchParams, request: Received) => Reply, options: Partial<BrazeOptions> = {}) {
  const server = await startServer((request) => answer(new URL(request.url ?? '', 'http://x').searchParams, request))
  const braze = createBraze({ url: server.url, apiKey: 'key', ...options })
  closing.push(server.close, () => braze.close())
  return { server, braze }
}

function many(count: number, from = 0) {
  return Array.from({ length: Math.max(0, count) }, (_, n) => ({ id: `c${from + n}` }))
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('a list in pages', () => {
  it.each([0, 1, 99, 100, 101, 250])('counted by page, ends with all of %i entries', async (total) => {
    const { server, braze } = await open((query) => {
      const page = Number(query.get('page') ?? 0)
      return { body: { message: 'success', campaigns: many(Math.min(100, total - page * 100), page * 100) } }
    })
    const all = await collect(braze.campaigns.list.all({ include_archived: true }))
    expect(all.map(({ id }) => id)).toEqual(many(total).map(({ id }) => id))
    expect(server.received).toHaveLength(Math.floor(total / 100) + 1)
    for (const { url } of server.received) expect(url).toContain('include_archived=true')
  })

  it('without a known size, ends with an empty page', async () => {
    const { server, braze } = await open((query) => {
      const page = Number(query.get('page') ?? 0)
      return { body: { message: 'success', products: page < 3 ? [`p${page}`] : [] } }
    })
    expect(await collect(braze.purchases.product_list.all())).toEqual(['p0', 'p1', 'p2'])
    expect(server.received).toHaveLength(4)
  })

  it('counted by offset, goes on from where it is told to start, by as many as it asks for', async () => {
    const { server, braze } = await open((query) => {
      const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 100)]
      return { body: { message: 'success', templates: many(Math.min(limit, 25 - offset), offset) } }
    })
    const pages = await collect(braze.templates.email.list.pages({ limit: 10, offset: 2 }))
    expect(pages.map(({ templates }) => templates.length)).toEqual([10, 10, 3])
    expect(server.received.map(({ url }) => url?.split('?')[1])).toEqual([
      'limit=10&offset=2',
      'limit=10&offset=12',
      'limit=10&offset=22',
    ])
  })

  it('takes no more than the service gives at once for a full page', async () => {
    const { braze } = await open((query) => {
      const [offset, limit] = [Number(query.get('offset') ?? 0), Math.min(500, Number(query.get('limit')))]
      const emails = many(Math.min(limit, 1100 - offset), offset).map(({ id }) => ({ email: id }))
      return { body: { message: 'success', emails } }
    })
    const request = { end_date: '2026-01-01', email: 'x', limit: 10_000 }
    expect(await collect(braze.email.unsubscribes.all(request))).toHaveLength(1100)
  })

  it('goes by what the answer says of more, where it does', async () => {
    const { braze } = await open((query) => {
      const offset = Number(query.get('offset') ?? 0)
      return { body: { items: many(2, offset), has_more: offset < 6, next_offset: offset + 3, total_count: 8 } }
    })
    const pages = await collect(braze.data_objects.types.list.pages())
    expect(pages.map(({ items }) => items[0])).toMatchObject([{ id: 'c0' }, { id: 'c3' }, { id: 'c6' }])
  })

  it('by links, uses their query and never their host', async () => {
    const other = await startServer(() => ({}))
    closing.push(other.close)
    const { server, braze } = await open((query) => {
      const cursor = Number(query.get('cursor') ?? 0)
      const link = `<${other.url}/catalogs/x/items?cursor=${cursor + 1}>; rel="next", <${other.url}/?cursor=p>; rel="prev"`
      return {
        headers: cursor < 2 ? { link } : { link: '<https://a?cursor=p>; rel="prev"' },
        body: { message: 'success', items: many(1, cursor) },
      }
    })
    const all = await collect(braze.catalogs.items.list.all({ catalog_name: 'a b' }))
    expect(all.map(({ id }) => id)).toEqual(['c0', 'c1', 'c2'])
    expect(server.received.map(({ url }) => url)).toEqual([
      '/catalogs/a%20b/items',
      '/catalogs/a%20b/items?cursor=1',
      '/catalogs/a%20b/items?cursor=2',
    ])
    expect(other.received).toHaveLength(0)
  })

  it.each([
    ['relative, as catalogs and syncs have it', (path: string) => path],
    ['absolute', (path: string) => `https://rest.iad-01.braze.com${path}`],
  ])('by links that are %s, comes to the end', async (_, address) => {
    const { server, braze } = await open((query) => {
      const skip = Number(/^skip:(\d+)$/.exec(atob(query.get('cursor') ?? btoa('skip:0')))?.[1])
      const link = (at: number, rel: string) =>
        `<${address(`/catalogs/x/items?cursor=${btoa(`skip:${at}`)}`)}>; rel="${rel}"`
      const links = [...(skip > 0 ? [link(skip - 50, 'prev')] : []), ...(skip < 100 ? [link(skip + 50, 'next')] : [])]
      return { headers: { link: links.join(',') }, body: { message: 'success', items: many(50, skip) } }
    })
    const all = await collect(braze.catalogs.items.list.all({ catalog_name: 'x' }))
    expect(all.map(({ id }) => id)).toEqual(many(150).map(({ id }) => id))
    // `skip:100` ends in `=` in Base64, and arrives so.
    expect(server.received.map(({ url }) => new URL(url ?? '', 'http://x').searchParams.get('cursor'))).toEqual([
      null,
      btoa('skip:50'),
      btoa('skip:100'),
    ])
  })

  it('ends when a link leads to itself', async () => {
    const { server, braze } = await open(() => ({
      headers: { link: '</events?cursor=same>; rel=next' },
      body: { message: 'success', events: [{ name: 'a' }] },
    }))
    expect(await collect(braze.events.get.all())).toHaveLength(2)
    expect(server.received).toHaveLength(2)
  })

  it('asks no further than it is read', async () => {
    const { server, braze } = await open(() => ({ body: { message: 'success', segments: many(100) } }))
    for await (const { id } of braze.segments.list.all()) if (id === 'c50') break
    expect(server.received).toHaveLength(1)
    await braze.segments.list({ page: 4 })
    expect(server.received[1]?.url).toBe('/segments/list?page=4')
  })

  it('throws where the call would, and stops with its signal', async () => {
    const stop = new AbortController()
    const { braze } = await open((query) =>
      query.get('page') === '1'
        ? { status: 403, body: { message: 'Access Denied' } }
        : { body: { message: 'success', canvases: many(100) } },
    )
    await expect(collect(braze.canvas.list.all())).rejects.toMatchObject({ code: 'forbidden', status: 403 })
    stop.abort()
    await expect(collect(braze.canvas.list.all({}, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})

describe('readNextLink', () => {
  it.each([
    ['<https://h/p?cursor=a>; rel="next"', 'https://h/p?cursor=a'],
    ['<https://h/p?a=1,2>; rel="prev", </p?cursor=b>; title="x"; rel=next', '/p?cursor=b'],
    ['<x>; rel="last next"', 'x'],
    ['<x>; rel="prev"', undefined],
    ['nonsense', undefined],
    [null, undefined],
  ])('reads %j', (header, target) => {
    expect(readNextLink(header)).toBe(target)
  })

  it('comes to an end with any header', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', ';', 'rel', '=', '"', ' ', 'next', ','), maxLength: 300 }),
        (header) => {
          expect(() => readNextLink(header)).not.toThrow()
        },
      ),
    )
  })
})
