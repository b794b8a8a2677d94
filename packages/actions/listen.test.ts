import { expect, test } from 'vitest'
import { type ListenSettings, listenSettings } from './listen.ts'

const everything: ListenSettings = {
  heedSignals: false,
  query: ['size'],
  meta: ['og:*'],
  dataLayer: { name: 'layer', events: ['*'], tags: ['pageType'] },
  clicks: [{ on: '.buy', name: 'buy_clicked', properties: { sku: 'data-sku', label: 'text' } }],
  visible: [{ on: '#sizes', name: 'sizes_seen', share: 0.5 }],
  scroll: [50],
  time: ['30s'],
  open: [
    {
      id: 'help',
      url: '/cart*',
      scroll: 50,
      time: '1m',
      exit: true,
      visible: '#sizes',
      event: 'stuck',
      most: { day: 2 },
    },
  ],
  quiet: '1d',
  braze: { events: ['product_*'] },
}

test('what is listened for is taken as it is written', () => {
  expect(listenSettings.parse(everything)).toEqual(everything)
  expect(listenSettings.parse({})).toEqual({})
})

test.each([
  ['a misspelt member', { click: [] }, []],
  ['a time without a unit', { time: ['30'] }, ['time', 0]],
  [
    'an attribute that may hold anything',
    { clicks: [{ on: '.x', name: 'x', properties: { v: 'value' } }] },
    ['clicks', 0, 'properties', 'v'],
  ],
  ['a share of more than all', { visible: [{ on: '.x', name: 'x', share: 2 }] }, ['visible', 0, 'share']],
  ['a rule that says no when', { open: [{ id: 'help' }] }, ['open', 0]],
  ['too many rules', { scroll: Array(51).fill(10) }, ['scroll']],
])('%s is refused, with its place', (_, given, path) => {
  expect(listenSettings.safeParse(given).error?.issues[0]?.path).toEqual(path)
})
