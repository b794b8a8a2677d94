import { expect, test } from 'vitest'
import type { SolutionBuild } from './build.ts'
import { engineProblems } from './engine-problems.ts'

const build = (more: object, understanding?: object): SolutionBuild =>
  ({
    egress: [],
    secrets: [],
    ...more,
    ...(understanding === undefined ? {} : { understanding }),
  }) as unknown as SolutionBuild

const fields = (of: SolutionBuild) => engineProblems(of).map(({ place, severity }) => [place.field, severity])

test('a service that could never be asked is told of', () => {
  expect(engineProblems(build({}))).toEqual([])
  const chat = { engine: 'openai', url: 'http://api.example.com/v1', secret: 'key' }
  expect(fields(build({}, chat))).toEqual([
    ['understanding.url', 'error'],
    ['understanding.secret', 'error'],
    ['understanding.url', 'warning'],
    ['understanding.model', 'error'],
  ])
  const right = { ...chat, url: 'https://api.example.com/v1', model: 'small' }
  expect(engineProblems(build({ egress: ['*.example.com'], secrets: ['key'] }, right))).toEqual([])
  expect(
    engineProblems(build({ egress: ['nlu.example.com'] }, { engine: 'rasa', url: 'https://nlu.example.com' })),
  ).toEqual([])
})
