import { brazeSandbox, defineSolution } from '@parley/actions'

/** The chat of the demo shop under `site/`: what it says depends on the page and on the person's Braze profile. */
export default defineSolution({
  name: 'shop',
  customer: 'Larch & Loch',
  start: 'main',
  language: 'en',
  params: {
    sandbox: { braze_url: brazeSandbox },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  secrets: ['braze_api_key', 'identity_key'],
  identity: { secrets: ['identity_key'], issuer: 'larch-and-loch' },
  insight: {
    fields: ['first_name', 'home_city', 'custom_attributes.plan'],
    at: 'start',
    keep: '15m',
    wait: '300ms',
  },
  web: {
    title: 'Larch & Loch',
    subtitle: 'Ask us about tents, boots and weather',
    accent: '#1f5c46',
    launcher: 'Ask us',
    consent: 'essential',
    origins: ['http://127.0.0.1:4020', 'http://localhost:4020'],
  },
  listen: {
    dataLayer: { events: ['view_item', 'add_to_cart'], tags: ['category', 'cart_total'] },
    clicks: [{ on: '[data-size]', name: 'size chosen', properties: { size: 'data-size' } }],
    scroll: [75],
    braze: { events: ['add_to_cart'] },
  },
})
