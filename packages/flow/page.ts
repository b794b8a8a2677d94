/**
 * The page that the person is on, as texts and logic see it, and what a `page` event changes of it.
 *
 * Everything here was said by a page that anybody can write: what is too long is cut, what is too much is left out, and
 * nothing fails. FE8
 */
import { clean } from './clean.ts'
import type { Page } from './event.ts'
import type { Value, Values } from './value.ts'

/** The event that tells of another page, or of more that is known of this one. */
export const pageEventName = 'page'

/** Where a visit came from, as `utm_source` and so on say. */
export const utmMembers = ['source', 'medium', 'campaign', 'term', 'content', 'id'] as const

/** What a page says of the product that it is about. `price` is a number. */
export const productMembers = [
  'name',
  'sku',
  'brand',
  'category',
  'price',
  'currency',
  'availability',
  'url',
  'image',
] as const

/** Longest text of each member, characters. */
const plainMembers = { url: 8192, referrer: 8192, title: 1024, language: 64 } as const

/** The state is stored with every turn, so what a page adds to it stays small. */
const longestText = 1000
const longestValue = 2000
const mostTags = 50
const longestTags = 8000
const longestTagName = 128
const mostHistory = 10

type Member = keyof typeof plainMembers

/** A page as it was handed in, bounded. FE8 */
export function readPage(given: Page | null): Page | null {
  return given === null ? null : readMembers(given as unknown as Values)
}

/**
 * The page after an event `page`. With a `url` it is another page: what the one before said of itself is gone, where the visit
 * came from stays. Without, what is given is added.
 */
export function updatePage(before: Page | null, properties: Values): Page {
  const given = readMembers(properties)
  if (given.url === undefined) {
    const tags = { ...before?.tags, ...given.tags }
    const meta = { ...before?.meta, ...given.meta }
    return { ...before, ...given, ...readTags('tags', tags), ...readTags('meta', meta) }
  }
  const { referrer, utm, language } = before ?? {}
  return {
    ...(referrer === undefined ? {} : { referrer }),
    ...(language === undefined ? {} : { language }),
    ...(utm === undefined ? {} : { utm }),
    ...given,
  }
}

/** What `page` is in texts and logic: every fixed member is there, null when it is not known. FT4 */
export function pageValue(page: Page | null): Value {
  const { utm, product } = page ?? {}
  return {
    url: page?.url ?? null,
    referrer: page?.referrer ?? null,
    title: page?.title ?? null,
    language: page?.language ?? null,
    utm: Object.fromEntries(utmMembers.map((name) => [name, utm?.[name] ?? null])),
    product: Object.fromEntries(productMembers.map((name) => [name, product?.[name] ?? null])),
    tags: page?.tags ?? {},
    meta: page?.meta ?? {},
    history: (page?.history ?? []).map(({ url, title }) => ({ url, title: title ?? null })),
  }
}

function readMembers(given: Values): Page {
  const plain = Object.entries(plainMembers).flatMap(([name, longest]) => {
    const text = textOf(given[name], longest)
    return text === null ? [] : [[name as Member, text] as const]
  })
  const utm = readUtm(given.utm)
  const product = readProduct(given.product)
  const history = readHistory(given.history)
  return {
    ...Object.fromEntries(plain),
    ...(utm === null ? {} : { utm }),
    ...(product === null ? {} : { product }),
    ...readTags('tags', given.tags),
    ...readTags('meta', given.meta),
    ...(history.length === 0 ? {} : { history }),
  }
}

function readUtm(given: Value | undefined): NonNullable<Page['utm']> | null {
  const utm = entriesOf(given).flatMap(([name, value]) => {
    const text = textOf(value, longestText)
    return text !== null && (utmMembers as readonly string[]).includes(name) ? [[name, text] as const] : []
  })
  return utm.length === 0 ? null : Object.fromEntries(utm)
}

function readProduct(given: Value | undefined): NonNullable<Page['product']> | null {
  const product = entriesOf(given).flatMap(([name, value]): readonly (readonly [string, string | number])[] => {
    if (!(productMembers as readonly string[]).includes(name)) return []
    if (name === 'price') {
      const price = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof price === 'number' && Number.isFinite(price) ? [[name, price]] : []
    }
    const text = textOf(value, longestText)
    return text === null ? [] : [[name, text]]
  })
  return product.length === 0 ? null : Object.fromEntries(product)
}

function readHistory(given: Value | undefined): NonNullable<Page['history']> {
  if (!Array.isArray(given)) return []
  return given.slice(-mostHistory).flatMap((each: Value) => {
    const { url, title } = Object.fromEntries(entriesOf(each))
    const address = textOf(url, longestText)
    const called = textOf(title, longestText)
    if (address === null) return []
    return [called === null ? { url: address } : { url: address, title: called }]
  })
}

/** The newest are kept, since an object's members are in the order in which they came. */
function readTags(name: 'tags' | 'meta', given: Value | undefined): { readonly [name in 'tags' | 'meta']?: Values } {
  let room = longestTags
  const tags: (readonly [string, Value])[] = []
  for (const [key, value] of entriesOf(given).reverse()) {
    const tag = typeof value === 'string' ? clean(value).slice(0, longestText) : value
    const size = JSON.stringify(tag).length + key.length
    if (key === '' || key === '__proto__' || key.length > longestTagName || size > Math.min(longestValue, room))
      continue
    tags.push([key, tag])
    room -= size
    if (tags.length === mostTags) break
  }
  return tags.length === 0 ? {} : { [name]: Object.fromEntries(tags.reverse()) }
}

function entriesOf(given: Value | undefined): (readonly [string, Value])[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return []
  return Object.entries(given)
}

/** `null`: not a text, or an empty one. Numbers are written out: a page may say `sku: 12`. */
function textOf(given: Value | undefined, longest: number): string | null {
  if (typeof given === 'number' && Number.isFinite(given)) return String(given)
  if (typeof given !== 'string') return null
  const text = clean(given).slice(0, longest).trim()
  return text === '' ? null : text
}
