import { defineSolution } from '@parley/actions'

export default defineSolution({ name: 'echo-action', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
