import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'bike-shop',
  start: 'main',
  params: { sandbox: {}, prod: {} },
  secrets: [],
  // Hosts that the actions may reach.
  egress: [],
})
