import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'braze-node',
  start: 'plain',
  params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
  secrets: [],
})
