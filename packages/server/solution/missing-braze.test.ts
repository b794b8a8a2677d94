import { expect, test } from 'vitest'
import type { SolutionBuild } from './build.ts'
import { brazeOutOfReach, missingBraze } from './missing-braze.ts'

const build = (settings: object, sandbox: object = {}, prod: object = {}): SolutionBuild =>
  ({ params: { sandbox, prod }, ...settings }) as unknown as SolutionBuild
const fields = (given: SolutionBuild) => missingBraze(given).map(({ place }) => place.field)

test('a solution that reports says in each environment which Braze it means', () => {
  const url = { braze_url: 'https://rest.iad-01.braze.com' }
  expect(fields(build({ report: {} }, url))).toEqual(['params.prod.braze_url'])
  expect(fields(build({ insight: {} }))).toEqual(['params.sandbox.braze_url', 'params.prod.braze_url'])
  expect(fields(build({ listen: { braze: {} } }, url, url))).toEqual([])
  expect(missingBraze(build({ report: {}, retarget: [] }, url))[0]?.reason).toContain('"report", "retarget"')
})

test('one that does not need not', () => {
  expect(missingBraze(build({ listen: { scroll: [50] } }))).toEqual([])
})

test('whoever publishes nodes that speak to Braze is told when they would not get there', () => {
  const flows = { main: { file: 'flows/main.flow.json', text: '{ "nodes": { "a": { "kind": "braze-track" } } }' } }
  const reached = (url?: string) =>
    brazeOutOfReach(build({ flows }, {}, { braze_url: url }), 'prod').map(({ reason }) => reason)
  expect(reached('https://rest.iad-01.braze.com')).toEqual([])
  expect(reached('parley:braze-sandbox')).toEqual([])
  expect(reached()[0]).toContain('nobody says where that is')
  expect(reached('http://rest.iad-01.braze.com')[0]).toContain('begins with http:')
  expect(brazeOutOfReach(build({ flows: { main: { file: 'a', text: '{}' } } }), 'prod')).toEqual([])
})
