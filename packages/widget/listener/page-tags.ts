import type { Page } from '@parley/flow'
import { readUtm, reduceAddress } from './address.ts'
import { isSecretName, plainValue, plainValues } from './plain.ts'
import { fitsSome, type ListenRules } from './rules.ts'

/** What there is to be read of a page, before anything is chosen. */
export interface PageFacts {
  readonly url: string
  readonly referrer: string
  readonly title: string
  readonly language: string
  /** Names and contents of its meta tags. */
  readonly meta: readonly (readonly [name: string, content: string])[]
  /** Texts of its JSON-LD. */
  readonly data: readonly string[]
}

type Product = NonNullable<Page['product']>

const usualMeta = ['description', 'keywords', 'og:*', 'product:*']
const mostMeta = 40
/** JSON-LD longer than this is not read, characters; nor are more things of one page. */
const longestData = 100_000
const mostThings = 500

/** The page as it is told of, without tags of the page's own. */
export function readPageTags(
  facts: PageFacts,
  rules: Pick<ListenRules, 'query' | 'meta'>,
): Page & { readonly url: string } {
  const { title, language } = facts
  const patterns = rules.meta ?? usualMeta
  const meta = facts.meta.flatMap(([name, content]) => {
    const plain =
      fitsSome(name, patterns) && !isSecretName(name) ? plainAddress(plainValue(content), rules.query) : undefined
    return plain === undefined || plain === '' ? [] : [[name, plain] as const]
  })
  const product = readProduct(facts.data)
  const referrer = reduceAddress(facts.referrer)
  const utm = readUtm(facts.url)
  const called = plainValue(title)
  return {
    url: reduceAddress(facts.url, rules.query) ?? '',
    ...(referrer === null ? {} : { referrer }),
    ...(typeof called === 'string' && called !== '' ? { title: called } : {}),
    ...(language === '' ? {} : { language }),
    ...(Object.keys(utm).length > 0 ? { utm } : {}),
    ...(meta.length > 0 ? { meta: plainValues(Object.fromEntries(meta.slice(0, mostMeta))) } : {}),
    ...(product === null ? {} : { product }),
  }
}

/** `og:url` says the address as well. */
function plainAddress<T>(value: T, query: readonly string[] | undefined): T | string | undefined {
  return typeof value === 'string' && /^https?:/.test(value) ? (reduceAddress(value, query) ?? undefined) : value
}

/** The first product of the page's JSON-LD, wherever it is in it. */
export function readProduct(data: readonly string[]): Product | null {
  let left = mostThings
  const find = (thing: unknown): Thing | null => {
    if (typeof thing !== 'object' || thing === null || left-- <= 0) return null
    if (!Array.isArray(thing) && isA(thing as Thing, /Product/)) return thing as Thing
    for (const each of Object.values(thing)) {
      const found = find(each)
      if (found !== null) return found
    }
    return null
  }
  for (const text of data) {
    if (text.length > longestData) continue
    try {
      const found = find(JSON.parse(text))
      if (found !== null) return productOf(found)
    } catch {
      // Somebody else's mistake, or nested too deeply.
    }
  }
  return null
}

interface Thing {
  readonly [name: string]: unknown
}

function isA(thing: Thing, type: RegExp): boolean {
  return [thing['@type']].flat().some((each) => typeof each === 'string' && type.test(each))
}

function productOf(thing: Thing): Product {
  const offer = first(thing.offers) ?? {}
  const specified = first(offer.priceSpecification) ?? {}
  const price = Number(offer.price ?? offer.lowPrice ?? specified.price ?? Number.NaN)
  const texts = {
    name: textOf(thing.name),
    sku: textOf(thing.sku ?? thing.productID ?? thing.gtin13 ?? thing.mpn),
    brand: textOf(first(thing.brand)?.name ?? thing.brand),
    category: textOf(first(thing.category)?.name ?? thing.category),
    currency: textOf(offer.priceCurrency ?? specified.priceCurrency),
    availability: textOf(offer.availability)?.replace(/^.*\//, ''),
    url: addressOf(thing.url),
    image: addressOf(first(thing.image)?.url ?? thing.image),
  }
  return {
    ...(Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)) as Product),
    ...(Number.isFinite(price) ? { price } : {}),
  }
}

function first(given: unknown): Thing | null {
  const one: unknown = Array.isArray(given) ? given[0] : given
  return typeof one === 'object' && one !== null ? (one as Thing) : null
}

function textOf(given: unknown): string | undefined {
  const one: unknown = Array.isArray(given) ? given[0] : given
  const plain = plainValue(typeof one === 'number' ? String(one) : one)
  return typeof plain === 'string' && plain !== '' ? plain : undefined
}

function addressOf(given: unknown): string | undefined {
  const text = textOf(given)
  return text === undefined ? undefined : (reduceAddress(text) ?? undefined)
}
