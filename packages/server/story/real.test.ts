import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'
import { runStories, type StoryRun } from './run.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-real-'))
  await cp(new URL('../../../examples/braze-signup', import.meta.url).pathname, folder, { recursive: true })
  await rm(join(folder, 'tests/braze.test.yaml'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function play(stories: readonly object[]): Promise<readonly StoryRun[]> {
  await writeFile(join(folder, 'tests/signup.test.yaml'), JSON.stringify({ stories }))
  const { program, build } = await loadSolution(folder)
  if (program === null || build === null) throw new Error('the example has problems')
  const { files, problems } = await readStories(folder)
  expect(problems).toEqual([])
  return runStories({ program, build }, files)
}

const answers = [{ user: ['Ada', 'Lovelace', 'ada@example.com', '3 May 1990', 'London'] }, { pick: 'macOS' }]
const thanks = [{ bot: 'Thank you, Ada! You are all set.' }, { ends: 'completed' }]
const person = { external_id: 'ada-1815' }
const attributes = {
  ...person,
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'ada@example.com',
  dob: '1990-05-03',
  home_city: 'London',
  operating_system: 'macOS',
}
const event = { ...person, name: 'Completed Signup Chat', time: '2026-01-05T12:00:00.000Z' }
const body = { attributes: [attributes], events: [event] }
const story = (name: string, steps: readonly object[]) => ({
  story: name,
  actions: 'real',
  contact: person,
  steps: [...answers, ...steps],
})

describe('stories with real actions', () => {
  it('run the solution’s code against a Braze sandbox, and expect its exact calls and profiles', {
    timeout: 60_000,
  }, async () => {
    const runs = await play([
      story('as it is', [
        { action: 'track-user', outcome: 'success', outputs: { event_delivered: true } },
        { braze: 'users.track', body },
        { profile: 'ada-1815', has: { first_name: 'Ada', custom_attributes: { operating_system: 'macOS' } } },
        ...thanks,
      ]),
      story('nobody looks at Braze', [{ action: 'track-user' }, ...thanks]),
      // Each story begins with an empty Braze.
      story('another profile', [{ profile: 'ada-1815', has: {} }]),
      story('another outcome', [{ action: 'track-user', outcome: 'error' }]),
      story('another body', [{ action: 'track-user' }, { braze: 'users.track', body: { attributes: [attributes] } }]),
      story('another value', [
        { action: 'track-user' },
        { braze: 'users.track', body: { ...body, attributes: [{ ...attributes, home_city: 'Paris' }] } },
      ]),
      story('one call more', [{ action: 'track-user' }, { braze: 'users.track' }, { braze: 'users.track' }]),
    ])
    expect(
      runs.map(({ written, deviation }) => [
        written.story.story,
        deviation && [deviation.at, deviation.expected, deviation.happened],
      ]),
    ).toEqual([
      ['as it is', null],
      ['nobody looks at Braze', null],
      ['another profile', [2, 'Braze has the profile "ada-1815"', 'there is no such profile']],
      ['another outcome', [2, 'track-user ends with error', 'track-user ends with success']],
      ['another body', [3, 'POST /users/track with events = nothing', `events = ${JSON.stringify([event])}`]],
      [
        'another value',
        [3, 'POST /users/track with attributes[0].home_city = "Paris"', 'attributes[0].home_city = "London"'],
      ],
      ['one call more', [4, 'Braze is called: braze.users.track', 'the bot says "Thank you, Ada! You are all set."']],
    ])
  })
})
