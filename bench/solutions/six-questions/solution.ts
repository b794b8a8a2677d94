import { defineSolution } from '@parley/actions'

export default defineSolution({ name: 'six-questions', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
