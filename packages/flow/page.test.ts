import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, problems, program } from './fixtures/flow.ts'
import { pageValue, readPage, updatePage } from './page.ts'
import { converse } from './testing.ts'
import type { Values } from './value.ts'

const shoe = {
  url: 'https://shop.example/shoe',
  title: 'Shoe',
  referrer: 'https://search.example/',
  utm: { source: 'mail', campaign: 'spring' },
  product: { name: 'Shoe', sku: 'S1', price: 89.5, currency: 'EUR' },
  tags: { category: 'shoes', in_cart: 2 },
  meta: { description: 'A shoe', 'og:type': 'product' },
  history: [{ url: 'https://shop.example/', title: 'Home' }],
}

/** Says `text` whenever the page reports `ready`. */
const saying = (text: string) =>
  program({
    nodes: {
      rest: { kind: 'wait', event: { name: 'ready' }, to: { next: 'told', reply: 'bye' } },
      told: { kind: 'say', text, to: { next: 'rest' } },
      bye,
    },
  })

const deciding = (when: string) => ({
  nodes: {
    rest: { kind: 'wait', event: { name: 'ready' }, to: { next: 'which' } },
    which: { kind: 'branch', cases: [{ port: 'yes', when }], to: { yes: 'yes', else: 'no' } },
    yes: { kind: 'end', text: 'Yes.' },
    no: { kind: 'end', text: 'No.' },
  },
})

const decides = (when: string, page = shoe) => converse(program(deciding(when)), { page }).page('ready')

describe('the page in texts and logic', () => {
  it('[FT4] shows what the page says of itself', () => {
    const text =
      '{{ page.product.name }} {{ page.product.price }} {{ page.utm.source }} {{ page.tags.category }} {{ page.meta["og:type"] }}{% for each in page.history %} {{ each.title }}{% endfor %}{{ page.tags.none }}{{ page.utm.term }}'
    converse(saying(text), { page: shoe }).page('ready').hears('Shoe 89.5 mail shoes product Home')
    converse(saying(`${text}nothing`))
      .page('ready')
      .hears('    nothing')
  })

  it('[FL1] decides by it, each member by its type', () => {
    for (const when of [
      'page.product.price > 50 && page.product.currency == "EUR"',
      'page.utm.source == "mail" && page.utm.term == null',
      'page.tags.in_cart == 2 && page.tags["category"] == "shoes"',
      'page.history.exists(each, each.url.endsWith("/"))',
      'page.meta["og:type"] == "product"',
    ])
      decides(when).hears('Yes.')
  })

  it('[FL5] has() asks for tags and meta, whose members may be missing; the others are null', () => {
    decides('has(page.tags.category) && !has(page.tags.none) && !has(page.meta.none)').hears('Yes.')
    decides('page.tags.none == "x"').hears('No.')
    expect(problems(deciding('has(page.utm.source)'))).toMatchObject([{ code: 'logic-type' }])
    expect(problems(deciding('has(page.tags)'))).toMatchObject([{ code: 'logic-type' }])
  })

  it('[FL1] refuses members that do not exist and comparisons that never hold', () => {
    const codes = (when: string) => problems(deciding(when)).map(({ code }) => code)
    expect(codes('page.nope == "x"')).toEqual(['unknown-name'])
    expect(codes('page.utm.sauce == "x"')).toEqual(['unknown-name'])
    expect(codes('page.product.price == "12"')).toEqual(['logic-type'])
    expect(codes('page.url == 5')).toEqual(['logic-type'])
  })

  it('[FT4] names a member that a text misspells, and shows no object as program text', () => {
    const found = (text: string) =>
      problems({ nodes: { hi: { kind: 'say', text, to: { next: 'bye' } }, bye } }).map(({ code, repair }) => [
        code,
        repair,
      ])
    expect(found('{{ page.utm.sorce }}')).toEqual([['unknown-name', expect.stringContaining('source')]])
    expect(found('{{ page.prodct.name }}')).toEqual([['unknown-name', expect.stringContaining('product')]])
    expect(found('{{ page.tags.anything.at_all }}')).toEqual([])
    expect(found('{{ page.tags }}')).toEqual([['text-type', expect.any(String)]])
    expect(found('{{ page.history }}')).toEqual([['text-type', expect.any(String)]])
  })
})

describe('an event `page`', () => {
  const text = '{{ page.url }}|{{ page.title }}|{{ page.product.name }}|{{ page.tags.category }}|{{ page.utm.source }}'

  it('[FE7] with a url is another page; where the visit came from stays', () => {
    converse(saying(text), { page: shoe })
      .page('page', { url: 'https://shop.example/cart', title: 'Cart' })
      .page('ready')
      .hears('https://shop.example/cart|Cart|||mail')
  })

  it('[FE7] without a url adds to what is known of the page', () => {
    const bot = converse(saying(text), { page: shoe })
    bot.page('page', { tags: { category: 'boots' } }).page('ready')
    bot.hears('https://shop.example/shoe|Shoe|Shoe|boots|mail')
    expect(bot.state.page?.tags).toEqual({ category: 'boots', in_cart: 2 })
  })

  it('[FE7] is what a `wait` for it goes on with, and sees the new page', () => {
    const awaiting = program({
      nodes: {
        rest: { kind: 'wait', event: { name: 'page', when: 'page.url.endsWith("/cart")' }, to: { next: 'told' } },
        told: { kind: 'end', text: 'At {{ page.title }}.' },
      },
    })
    const bot = converse(awaiting, { page: shoe }).page('page', { url: 'https://shop.example/' }).hearsNothing()
    bot.page('page', { url: 'https://shop.example/cart', title: 'the cart' }).hears('At the cart.')
  })

  it('[FE7] of a conversation that is over changes nothing', () => {
    const bot = converse(program({ nodes: { bye } }), { page: shoe })
    const { page } = bot.is('ended').state
    expect(bot.page('page', { url: 'https://shop.example/cart' }).state.page).toEqual(page)
  })
})

describe('what a page says', () => {
  it('[FE8] is cut, cleaned and left out where it does not fit', () => {
    const page = readPage({
      url: `https://shop.example/${'x'.repeat(9000)}`,
      title: 'Shoe\u0000',
      utm: { source: 'a'.repeat(3000), sauce: 'x' },
      product: { name: 'Shoe', price: '12.5', sku: 12, colour: 'red', brand: {} as never },
      tags: { long: 'y'.repeat(5000), list: ['z'.repeat(5000)] },
    })
    expect(page?.url).toHaveLength(8192)
    expect(page?.title).toBe('Shoe')
    expect(page?.utm).toEqual({ source: 'a'.repeat(1000) })
    expect(page?.product).toEqual({ name: 'Shoe', price: 12.5, sku: '12' })
    expect(page?.tags).toEqual({ long: 'y'.repeat(1000) })
  })

  it('[FE8] keeps the newest tags and the last pages', () => {
    const tags = Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`tag_${at}`, at]))
    const history = Array.from({ length: 30 }, (_, at) => ({ url: `https://shop.example/${at}` }))
    const page = updatePage(null, { tags, history })
    expect(Object.keys(page.tags ?? {})).toHaveLength(50)
    expect(page.tags).toHaveProperty('tag_79', 79)
    expect(page.history).toHaveLength(10)
    expect(page.history?.at(-1)).toEqual({ url: 'https://shop.example/29' })
  })

  it('[FE8] stays small and readable whatever comes, again and again', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom('url', 'title', 'utm', 'product', 'tags', 'meta', 'history', 'language'), fc.string()),
      fc.jsonValue(),
    ) as fc.Arbitrary<Values>
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (events) => {
        const page = events.reduce<ReturnType<typeof updatePage> | null>(updatePage, null)
        expect(JSON.stringify(page).length).toBeLessThan(80_000)
        expect(readPage(page)).toEqual(page)
        expect(Object.keys(pageValue(page) as object)).toHaveLength(9)
      }),
    )
  })
})
