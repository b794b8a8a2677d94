import { expect, test } from 'vitest'
import { readBuild } from './build.ts'

/** As the first versions were stored. */
const first = {
  format: 1,
  name: 'tried',
  customer: null,
  start: 'main',
  flows: { main: { file: 'flows/main.flow.json', text: '{}' } },
  actions: { track: { outcomes: [] } },
  bundle: '',
  sourceMap: '{}',
  params: { sandbox: {}, prod: {} },
  secrets: [],
  egress: [],
}

test('a build from before there were actions in Python is read as one without', () => {
  expect(readBuild(first)).not.toHaveProperty('python')
})

test('the Python of a build is read as it was stored, with what its actions declare', () => {
  const python = {
    files: { 'actions/Track.py': 'class Track: …' },
    actions: { Track: { file: 'actions/Track.py', class: 'Track' } },
  }
  const actions = { Track: { outcomes: [], open: true, sets: 'upper-case' } }
  expect(readBuild({ ...first, actions, python })).toMatchObject({ actions, python })
})

test('what is no build is refused', () => {
  expect(() => readBuild({ ...first, python: { files: {} } })).toThrow()
  expect(() => readBuild({})).toThrow()
})
