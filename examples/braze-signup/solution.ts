import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'braze-signup',
  customer: 'Parley',
  start: 'main',
  params: {
    sandbox: { braze_url: brazeSandbox },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  secrets: ['braze_api_key'],
})
