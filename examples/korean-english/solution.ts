import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'korean-english',
  customer: 'Parley',
  start: 'main',
  language: 'en',
  strictTexts: true,
  params: {
    sandbox: { braze_url: brazeSandbox },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  secrets: ['braze_api_key'],
})
