import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'outreach',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: ['outreach_key'],
  outreach: { secret: 'outreach_key' },
})
