import { describe, expect, test } from 'vitest'
import { fitsAddress, readUtm, reduceAddress } from './address.ts'
import { asksForPrivacy } from './browser.ts'
import { type Pushed, readPushed, watchDataLayer } from './data-layer.ts'
import { readPageTags, readProduct } from './page-tags.ts'
import { plainValues } from './plain.ts'
import { fitsPattern, millisecondsOf } from './rules.ts'

describe('an address', () => {
  test('keeps host, path, utm and what is named, never what may be a token or a person', () => {
    const reduced = (path: string, query: readonly string[] = []) =>
      reduceAddress(`https://shop.example${path}`, query)?.slice(20)
    expect(reduced('/shoe?size=42&colour=red&utm_source=mail&gclid=1', ['size'])).toBe('/shoe?size=42&utm_source=mail')
    expect(reduced('/a?token=1&reset_password=1&email=a', ['token', 'reset_password', 'email'])).toBe('/a')
    expect(reduced('/a?ref=ada%40example.com&id=eyJhbGciOiJIUzI1NiJ9.e30.x', ['ref', 'id'])).toBe('/a')
    expect(reduced('/reset/9f8e7d6c5b4a39281706f5e4d3c2b1a0/now')).toBe('/reset/*/now')
    expect(reduced('/u/ada%40example.com/3f2504e0-4f89-11d3-9a0c-0305e82c3301')).toBe('/u/*/*')
    expect(reduced('/iphone-15-pro-max-256gb-natural-titanium')).toBe('/iphone-15-pro-max-256gb-natural-titanium')
    expect(reduced('/#access_token=abc')).toBe('/')
    expect(reduced('/#/cart/2')).toBe('/#/cart/2')
    expect(reduceAddress('https://ada:secret@shop.example/x')).toBe('https://shop.example/x')
    expect(reduceAddress('javascript:alert(1)')).toBeNull()
    expect(reduceAddress('nothing')).toBeNull()
  })

  test('says where a visit came from', () => {
    expect(readUtm('https://a.example/?utm_source=mail&utm_campaign=spring&utm_other=x')).toEqual({
      source: 'mail',
      campaign: 'spring',
    })
  })

  test('fits the pattern of a rule by its path, or by host and path', () => {
    expect(fitsAddress('https://shop.example/cart/2', '/cart*')).toBe(true)
    expect(fitsAddress('https://shop.example/cart/2', 'shop.example/*')).toBe(true)
    expect(fitsAddress('https://shop.example/a/cart', '/cart*')).toBe(false)
    expect(fitsPattern('a'.repeat(50_000), `${'a*'.repeat(100)}b`)).toBe(false)
    expect(fitsPattern('aba', 'ab*ba')).toBe(false)
  })
})

describe('JSON-LD', () => {
  test('gives the product, wherever it is', () => {
    const product = {
      '@type': ['Thing', 'Product'],
      name: 'Shoe',
      sku: 12,
      brand: { '@type': 'Brand', name: 'Acme' },
      image: ['https://shop.example/shoe.jpg?sig=1'],
      offers: [{ price: '89.50', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' }],
    }
    const expected = {
      name: 'Shoe',
      sku: '12',
      brand: 'Acme',
      price: 89.5,
      currency: 'EUR',
      availability: 'InStock',
      image: 'https://shop.example/shoe.jpg',
    }
    expect(readProduct([JSON.stringify({ '@graph': [{ '@type': 'WebPage' }, { mainEntity: product }] })])).toEqual(
      expected,
    )
    expect(readProduct(['{ broken', JSON.stringify([product])])).toEqual(expected)
    expect(readProduct([JSON.stringify({ '@type': 'Person', name: 'Ada' })])).toBeNull()
  })

  test('is bounded, however it is made', () => {
    expect(readProduct(['['.repeat(60_000) + ']'.repeat(60_000), 'x'.repeat(200_000)])).toBeNull()
    expect(readProduct([JSON.stringify([...Array(600).fill({}), { '@type': 'Product', name: 'Late' }])])).toBeNull()
  })
})

test('meta tags are taken by name, addresses in them reduced', () => {
  const facts = {
    url: 'https://shop.example/shoe',
    referrer: '',
    title: 'Shoe',
    language: '',
    meta: [
      ['description', 'A shoe'],
      ['og:url', 'https://shop.example/shoe?session=1'],
      ['csrf-token', 'secret'],
      ['product:price:amount', '12'],
    ] as const,
    data: [],
  }
  expect(readPageTags(facts, {}).meta).toEqual({
    description: 'A shoe',
    'og:url': 'https://shop.example/shoe',
    'product:price:amount': '12',
  })
  expect(readPageTags(facts, { meta: ['*'] }).meta).not.toHaveProperty('csrf-token')
})

describe('the data layer', () => {
  const rule = { events: ['view_*', 'add_to_cart'], tags: ['pageType'] }

  test('gives the events and tags that are named, in the ways that pages push them', () => {
    expect(readPushed({ event: 'view_item', value: 5, user_email: 'x', nested: { a: [1, () => 1] } }, rule)).toEqual({
      event: { name: 'view_item', properties: { value: 5, nested: { a: [1] } } },
      tags: {},
    })
    const gtag = (...given: unknown[]) => given
    expect(readPushed(gtag('event', 'add_to_cart', { value: 5 }), rule)?.event).toEqual({
      name: 'add_to_cart',
      properties: { value: 5 },
    })
    expect(readPushed({ pageType: 'product', userId: 'u' }, rule)).toEqual({
      event: null,
      tags: { pageType: 'product' },
    })
    expect(readPushed({ event: 'gtm.click', pageTypo: 1 }, rule)).toBeNull()
    expect(readPushed(() => 1, rule)).toBeNull()
  })

  test('is heard from its beginning, and other scripts see no difference', () => {
    const page: { dataLayer?: unknown[] } = { dataLayer: [{ event: 'view_item' }] }
    const heard: Pushed[] = []
    const own = page.dataLayer?.push
    const stop = watchDataLayer(page, rule, (pushed) => void heard.push(pushed))
    expect(page.dataLayer?.push({ event: 'view_cart' }, { event: 'other' })).toBe(3)
    const ours = page.dataLayer?.push
    const theirs = (...entries: unknown[]) => ours?.apply(page.dataLayer, entries)
    Object.assign(page.dataLayer ?? [], { push: theirs })
    const hostile = Object.defineProperty({}, 'event', {
      get: () => {
        throw new Error('no')
      },
    })
    expect(page.dataLayer?.push({ event: 'add_to_cart' }, hostile)).toBe(5)
    expect(heard.map(({ event }) => event?.name)).toEqual(['view_item', 'view_cart', 'add_to_cart'])
    stop()
    page.dataLayer?.push({ event: 'view_item' })
    expect(heard).toHaveLength(3)
    expect([page.dataLayer?.length, page.dataLayer?.push]).toEqual([6, theirs])
    const fresh: { dataLayer?: unknown[] } = {}
    watchDataLayer(fresh, rule, () => {})()
    expect(fresh.dataLayer?.push).toBe(own)
  })
})

test('properties are plain data, bounded, without what looks like a person or a secret', () => {
  const given = {
    a: 1,
    mail: 'ada@example.com',
    password: 'x',
    auth_token: 'x',
    when: new Date(0),
    deep: { b: { c: { d: { e: 1 } } } },
  }
  expect(plainValues(given)).toEqual({ a: 1, deep: { b: { c: {} } } })
  expect(JSON.stringify(plainValues({ list: Array(5000).fill('x'.repeat(1000)) })).length).toBeLessThan(4000)
  expect(plainValues('text')).toEqual({})
})

test('durations are a number and a unit', () => {
  expect(['30s', '10m', '2h', '1d'].map(millisecondsOf)).toEqual([30_000, 600_000, 7_200_000, 86_400_000])
  expect(millisecondsOf('soon')).toBe(Number.POSITIVE_INFINITY)
})

test('Do Not Track and Global Privacy Control ask for privacy', () => {
  expect(asksForPrivacy({ globalPrivacyControl: true })).toBe(true)
  expect(asksForPrivacy({ doNotTrack: '1' })).toBe(true)
  expect(asksForPrivacy({ doNotTrack: '0', globalPrivacyControl: false })).toBe(false)
  expect(asksForPrivacy({})).toBe(false)
})
