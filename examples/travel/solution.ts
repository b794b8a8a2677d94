import { defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'travel',
  customer: 'Parley',
  start: 'main',
  language: 'en',
  strictTexts: true,
  params: { sandbox: {}, prod: {} },
})
