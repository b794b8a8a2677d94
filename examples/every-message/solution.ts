import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'every-message',
  customer: 'Parley',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: [],
})
