import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'braze-signup-python',
  customer: 'Parley',
  start: 'main',
  // They fill the places of the same names in app.py.
  params: {
    sandbox: { braze_url: brazeSandbox },
    prod: { braze_url: 'https://rest.iad-01.braze.com' },
  },
  // PARLEY_SECRET_SANDBOX_BRAZE_API_KEY and PARLEY_SECRET_PROD_BRAZE_API_KEY. The sandbox that comes along knows its own key.
  secrets: ['braze_api_key'],
  egress: ['rest.iad-01.braze.com'],
})
