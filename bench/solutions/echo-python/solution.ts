import { defineSolution } from '@parley/actions'

export default defineSolution({ name: 'echo-python', start: 'main', params: { sandbox: {}, prod: {} }, secrets: [] })
