import { describe, expect, test } from 'vitest'
import { listen, openTab } from './testing.ts'

const names = (events: readonly { readonly name: string }[]) => events.map(({ name }) => name)
const everything = (tab: ReturnType<typeof openTab>) => [...tab.lasting.values(), ...tab.session.values()].join()

describe('with full consent', () => {
  test('what happens on a page is reported together, with the page and ids of their own', async () => {
    const tab = openTab({ facts: { url: 'https://shop.example/shoe?utm_source=mail&token=secret' } })
    const listener = listen(tab)
    listener.track('added', { sku: 'S1' })
    tab.heard().element('clicked', { sku: 'S1' })
    expect(tab.sent).toEqual([])
    await tab.waits(5000)
    expect(tab.reports()).toEqual([
      {
        solution: 'shop',
        environment: 'prod',
        visitor: 'vis_aaaaaaaaaaaaaaaaaaaaaa',
        consent: 'full',
        page: {
          url: 'https://shop.example/shoe?utm_source=mail',
          title: 'Shoe',
          language: 'en',
          utm: { source: 'mail' },
        },
        events: [
          expect.objectContaining({ name: 'page' }),
          expect.objectContaining({ name: 'added', properties: { sku: 'S1' } }),
          expect.objectContaining({ name: 'clicked', properties: { sku: 'S1' } }),
        ],
      },
    ])
    expect(new Set(tab.reports()[0]?.events.map(({ id }) => id)).size).toBe(3)
  })

  test('each page of a single-page application is told of as itself; where the visit came from stays', async () => {
    const tab = openTab({
      facts: { url: 'https://shop.example/?utm_source=mail', referrer: 'https://search.example/?q=x' },
    })
    const listener = listen(tab, { conversation: true })
    await tab.waits(1000)
    tab.goes({ url: 'https://shop.example/cart', title: 'Cart' })
    tab.goes({ url: 'https://shop.example/cart#top' })
    await tab.waits(6000)
    expect(tab.reports().map(({ page, events }) => [page.url, names(events)])).toEqual([
      ['https://shop.example/?utm_source=mail', ['page']],
      ['https://shop.example/cart', ['page']],
    ])
    expect(tab.told()).toMatchObject([{ name: 'page' }, { name: 'page' }])
    const history = [{ url: 'https://shop.example/?utm_source=mail', title: 'Shoe' }]
    const page = {
      url: 'https://shop.example/cart',
      title: 'Cart',
      utm: { source: 'mail' },
      referrer: 'https://search.example/',
      history,
    }
    expect(tab.told()[1]?.properties).toMatchObject(page)
    expect(listener.page()).toMatchObject(page)
  })

  test('a product that a single-page application left standing is not the next page’s', async () => {
    const shoe = ['{"@type":"Product","name":"Shoe"}']
    const tab = openTab({ facts: { data: shoe } })
    const listener = listen(tab)
    const goes = async (url: string, data: readonly string[]) => {
      tab.goes({ url, data })
      await tab.waits(1000)
      return listener.page()?.product
    }
    expect(listener.page()?.product).toEqual({ name: 'Shoe' })
    expect(await goes('https://shop.example/shoe?utm_source=mail', shoe)).toEqual({ name: 'Shoe' })
    expect(await goes('https://shop.example/cart', shoe)).toBeUndefined()
    expect(await goes('https://shop.example/boot', ['{"@type":"Product","name":"Boot"}'])).toEqual({ name: 'Boot' })
  })

  test('while there is no connection reports wait, also over a new page, and are sent once it is back', async () => {
    const tab = openTab()
    tab.offline(true)
    const listener = listen(tab)
    listener.track('one')
    await tab.waits(60_000)
    tab.heard().hidden()
    expect(tab.sent).toEqual([])
    const next = openTab({ before: tab, at: tab.surroundings.now(), facts: { url: 'https://shop.example/cart' } })
    next.offline(true)
    listen(next).track('two')
    await next.waits(10_000)
    next.offline(false)
    next.heard().online()
    await next.waits(0)
    expect(next.reports().map(({ events }) => names(events))).toEqual([
      ['page', 'one'],
      ['page', 'two'],
    ])
    await next.waits(3_600_000)
    expect(next.reports()).toHaveLength(2)
    expect([...next.lasting.keys()].filter((key) => key.endsWith('reports'))).toEqual([])
  })

  test('a report that the server has no time for is sent again as it was; one that it refuses is not', async () => {
    const tab = openTab()
    tab.answers(503)
    listen(tab).track('one')
    await tab.waits(30_000)
    expect(tab.reports().length).toBeGreaterThan(1)
    expect(new Set(tab.sent.map(({ body }) => body)).size).toBe(1)
    tab.answers(400)
    await tab.waits(300_000)
    const tries = tab.sent.length
    await tab.waits(3_600_000)
    expect(tab.sent).toHaveLength(tries)
  })

  test('a page that goes sends what it has at once', async () => {
    const tab = openTab()
    listen(tab, { conversation: true }).track('left')
    tab.heard().hidden()
    await tab.waits(0)
    expect(names(tab.reports()[0]?.events ?? [])).toEqual(['page', 'left'])
    expect(names(tab.told())).toEqual(['page', 'left'])
  })
})

describe('the running conversation', () => {
  test('is told of the page and of events, in their order, with its token', async () => {
    const tab = openTab()
    const listener = listen(tab, { conversation: true, consent: 'essential' })
    listener.track('added', { sku: 'S1' })
    await tab.waits(1000)
    expect(tab.told()).toEqual([
      { name: 'page', properties: { url: 'https://shop.example/shoe', title: 'Shoe', language: 'en' } },
      { name: 'added', properties: { sku: 'S1' } },
    ])
    expect(tab.sent[0]).toMatchObject({ path: '/v1/conversations/conv_1/events', token: 'secret' })
  })

  test('gets the tags that the data layer names', async () => {
    const tab = openTab()
    const listener = listen(tab, { conversation: true })
    await tab.waits(1000)
    tab.heard().pushed({ event: { name: 'add_to_cart', properties: { value: 5 } }, tags: { total: 5 } })
    await tab.waits(1000)
    expect(tab.told().slice(1)).toEqual([
      { name: 'page', properties: { tags: { total: 5 } } },
      { name: 'add_to_cart', properties: { value: 5 } },
    ])
    expect(listener.page()?.tags).toEqual({ total: 5 })
  })

  test('hears again what it could not be told, and nothing when none runs', async () => {
    const tab = openTab()
    tab.offline(true)
    listen(tab, { conversation: true }).track('one')
    await tab.waits(3000)
    tab.offline(false)
    await tab.waits(10_000)
    expect(names(tab.told())).toEqual(['page', 'one'])
    const other = openTab()
    listen(other).track('one')
    await other.waits(10_000)
    expect(other.told()).toEqual([])
  })
})

describe('consent', () => {
  const rules = { open: [{ id: 'help', event: 'stuck' }] }

  test('L1 none: nothing is read, stored, sent or opened, and nobody listens', async () => {
    const tab = openTab()
    const listener = listen(tab, { consent: 'none', conversation: true, rules })
    listener.track('stuck')
    listener.resumed()
    listener.closed()
    await tab.waits(60_000)
    expect([tab.sent, everything(tab), tab.listening, listener.page(), listener.opens]).toEqual([
      [],
      '',
      false,
      null,
      [],
    ])
  })

  test('L2 essential: the conversation alone is told, and nothing outlives the tab', async () => {
    const tab = openTab()
    const listener = listen(tab, { consent: 'essential', conversation: true })
    listener.track('added')
    await tab.waits(1000)
    tab.goes({ url: 'https://shop.example/cart' })
    await tab.waits(60_000)
    expect(tab.reports()).toEqual([])
    expect(names(tab.told())).toEqual(['page', 'added', 'page'])
    expect(tab.lasting.size).toBe(0)
    expect(listener.page()?.history).toBeUndefined()
    expect(everything(tab)).not.toContain('"url"')
  })

  test('L3 a browser that asks for privacy is essential at most, unless the brand has its own law', async () => {
    const asking = openTab({ askedForPrivacy: true })
    const listener = listen(asking)
    listener.setConsent('full')
    listener.track('one')
    await asking.waits(60_000)
    expect([asking.reports(), asking.lasting.size]).toEqual([[], 0])
    const heedless = openTab({ askedForPrivacy: true })
    listen(heedless, { rules: { heedSignals: false } })
    await heedless.waits(60_000)
    expect(heedless.reports()).toHaveLength(1)
  })

  test('L1 lowered to none, everything kept and waiting is gone at once', async () => {
    const tab = openTab()
    tab.offline(true)
    const listener = listen(tab, { conversation: true })
    listener.track('one')
    await tab.waits(10_000)
    expect(everything(tab)).toContain('one')
    listener.setConsent('none')
    expect([everything(tab), tab.listening, listener.page()]).toEqual(['', false, null])
    tab.offline(false)
    await tab.waits(3_600_000)
    expect(tab.sent).toEqual([])
  })

  test('L2 lowered to essential, what waited for the brand is gone and the conversation goes on being told', async () => {
    const tab = openTab()
    const listener = listen(tab, { conversation: true })
    listener.track('one')
    listener.setConsent('essential')
    listener.track('two')
    await tab.waits(60_000)
    expect(tab.reports()).toEqual([])
    expect(names(tab.told())).toEqual(['page', 'one', 'two'])
    expect(tab.lasting.size).toBe(0)
  })

  test('raised, it begins at once and reports nothing of before', async () => {
    const tab = openTab()
    const listener = listen(tab, { consent: 'none' })
    listener.track('before')
    listener.setConsent('essential')
    listener.track('between')
    listener.setConsent('full')
    listener.track('after')
    await tab.waits(60_000)
    expect(tab.reports().flatMap(({ events }) => names(events))).toEqual(['page', 'after'])
  })
})

describe('the chat is opened by rule', () => {
  test('after a time on the page that only counts while it is looked at', async () => {
    const tab = openTab()
    const listener = listen(tab, { rules: { time: ['10s'], open: [{ id: 'help', time: '30s', url: '/shoe*' }] } })
    await tab.waits(20_000)
    tab.heard().hidden()
    await tab.waits(3_600_000)
    expect(listener.opens).toEqual([])
    tab.heard().shown()
    await tab.waits(9000)
    expect(listener.opens).toEqual([])
    await tab.waits(1000)
    expect(listener.opens).toMatchObject([{ id: 'help' }])
    expect(tab.reports().flatMap(({ events }) => names(events))).toEqual(['page', 'stayed'])
  })

  test('once per visit, and not after the person closed it', async () => {
    const rules = {
      open: [
        { id: 'deep', scroll: 50 },
        { id: 'cart', url: '/cart', exit: true as const },
      ],
      scroll: [25, 50, 90],
    }
    const tab = openTab()
    const listener = listen(tab, { rules })
    tab.heard().scrolled(40)
    expect(listener.opens).toEqual([])
    tab.heard().scrolled(60)
    expect(listener.opens).toMatchObject([{ id: 'deep' }])
    listener.closed()
    tab.goes({ url: 'https://shop.example/cart' })
    await tab.waits(1000)
    tab.heard().exit()
    expect(listener.opens).toHaveLength(1)
    const later = openTab({
      before: tab,
      at: tab.surroundings.now() + 86_400_000,
      facts: { url: 'https://shop.example/cart' },
    })
    const again = listen(later, { rules })
    later.heard().exit()
    expect(again.opens).toMatchObject([{ id: 'cart' }])
    await tab.waits(10_000)
    const scrolled = tab.reports().flatMap(({ events }) => events.filter(({ name }) => name === 'scrolled'))
    expect(scrolled.map(({ properties }) => properties)).toEqual([{ share: 25 }, { share: 50 }])
  })

  test('never over a chat that is open', () => {
    const tab = openTab()
    const listener = listen(tab, { rules: { open: [{ id: 'help', event: 'stuck' }] } })
    listener.opened()
    listener.track('stuck')
    expect(listener.opens).toEqual([])
  })
})

test('L5 nothing of it throws into the page', async () => {
  const tab = openTab({ facts: { data: ['{'], meta: [['description', 'x'.repeat(100_000)]] } })
  const broken = { ...tab, surroundings: { ...tab.surroundings, lasting: null, session: null } }
  const listener = listen(broken, { conversation: true })
  const circle: { self?: unknown } = {}
  circle.self = circle
  listener.track('circle', circle)
  listener.track(undefined as never, Symbol())
  await tab.waits(10_000)
  expect(names(tab.told())).toEqual(['page', 'circle', 'undefined'])
  listener.stop()
  expect(tab.listening).toBe(false)
})
