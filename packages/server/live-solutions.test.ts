import type { Deployment, VersionId } from '@parley/runtime'
import { expect, test } from 'vitest'
import { createLiveSolutions } from './live-solutions.ts'

const buildNamed = (name: string, secrets: readonly string[] = []) => ({
  format: 1,
  name,
  customer: null,
  start: 'main',
  flows: {},
  actions: {},
  bundle: '',
  sourceMap: '',
  params: { sandbox: {}, prod: {} },
  secrets,
  egress: [],
})

/** Versions that count what they are asked; a test deploys by setting `runs`. */
function createVersions() {
  const asked: string[] = []
  const versions = {
    runs: null as VersionId | null,
    asked,
    async current() {
      asked.push('current')
      return versions.runs === null ? null : ({ version: versions.runs } as Deployment)
    },
    async load(version: VersionId) {
      asked.push(version)
      if (version === 'ver_broken') throw new Error('it cannot be read')
      return buildNamed(version, ['outreach_key'])
    },
  }
  return versions
}

test('what runs is remembered for a second, and what does not is asked for again', async () => {
  const versions = createVersions()
  let now = 0
  const live = createLiveSolutions(versions as never, () => now)
  expect(await live.find('shop', 'prod')).toBeNull()
  versions.runs = 'ver_1'
  expect((await live.find('shop', 'prod'))?.build.name).toBe('ver_1')
  versions.runs = 'ver_2'
  expect((await live.find('shop', 'prod'))?.build.name).toBe('ver_1')
  now = 1000
  expect((await live.find('shop', 'prod'))?.build.name).toBe('ver_2')
  expect(versions.asked).toEqual(['current', 'current', 'ver_1', 'current', 'ver_2'])
})

test('many who ask at once share one look, and one that failed is not remembered', async () => {
  const versions = createVersions()
  versions.runs = 'ver_broken'
  const live = createLiveSolutions(versions as never, () => 0)
  const answers = await Promise.allSettled([live.find('shop', 'prod'), live.find('shop', 'prod')])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(versions.asked).toEqual(['current', 'ver_broken'])
  versions.runs = 'ver_1'
  expect((await live.find('shop', 'prod'))?.environment).toBe('prod')
})

test('only secrets that the solution declares can be had', async () => {
  process.env.PARLEY_SECRET_PROD_OUTREACH_KEY = 'declared'
  process.env.PARLEY_SECRET_PROD_OTHER = 'not declared'
  try {
    const versions = createVersions()
    versions.runs = 'ver_1'
    const found = await createLiveSolutions(versions as never).find('shop', 'prod')
    expect([found?.secret('outreach_key'), found?.secret('other')]).toEqual(['declared', undefined])
  } finally {
    delete process.env.PARLEY_SECRET_PROD_OUTREACH_KEY
    delete process.env.PARLEY_SECRET_PROD_OTHER
  }
})
