import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadDataKeys } from './data-key.ts'
import { readSettings } from './settings.ts'

let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-data-key-'))
})
afterEach(() => rm(home, { recursive: true }))

const load = (env: NodeJS.ProcessEnv = {}) => loadDataKeys(readSettings({ PARLEY_HOME: home, ...env }))
const own = 'a key that the operator has chosen'
const older = 'a key that the operator had before'

test('a key is made once, and stays readable when the operator sets one', async () => {
  const made = await load()
  expect(await load()).toEqual(made)
  expect(await load({ PARLEY_DATA_KEY: own, PARLEY_DATA_KEYS_OLD: older })).toEqual({
    current: own,
    old: [older, made.current],
  })
  expect(await load({ PARLEY_DATA_KEY: made.current })).toEqual({ current: made.current, old: [] })
})

test('none is made where the operator has set one', async () => {
  expect(await load({ PARLEY_DATA_KEY: own })).toEqual({ current: own, old: [] })
  expect((await load()).current).not.toBe(own)
})

test('a key that is too short is refused and not shown', () => {
  for (const env of [{ PARLEY_DATA_KEY: 'short' }, { PARLEY_DATA_KEYS_OLD: `${own},short` }]) {
    expect(() => readSettings(env)).toThrow(/32 characters/)
    expect(() => readSettings(env)).not.toThrow(/short/)
  }
})

test('servers that share the key of tokens seal alike, and go on reading once they have a key for this alone', async () => {
  const tokens = { PARLEY_TOKEN_KEY: 'a key for tokens that two servers share' }
  const shared = await load(tokens)
  expect(shared).toEqual(await load(tokens))
  expect(JSON.stringify(shared)).not.toContain(tokens.PARLEY_TOKEN_KEY)
  expect(await load({ ...tokens, PARLEY_DATA_KEY: own })).toEqual({ current: own, old: [shared.current] })
})
