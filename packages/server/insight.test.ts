import type { InsightSettings } from '@parley/actions/insight'
import type { Values } from '@parley/flow'
import type { ProfileAsked, ProfileKey, Runtime } from '@parley/runtime'
import { beforeEach, describe, expect, test } from 'vitest'
import { createInsight } from './insight.ts'

let kept: Map<string, Values | null>
let asked: unknown[]
let warned: unknown[]
let answers: (() => Promise<unknown>)[]
let settings: InsightSettings

const ada = {
  external_id: 'ada-1815',
  first_name: 'Ada',
  email: 'ada@example.com',
  custom_attributes: { plan: 'pro', x: 1 },
}
const wanted: ProfileAsked = {
  solution: 'shop',
  environment: 'sandbox',
  version: 'ver_1',
  person: { external_id: 'ada-1815' },
}

beforeEach(() => {
  kept = new Map()
  asked = []
  warned = []
  answers = []
  settings = { fields: ['first_name', 'custom_attributes.plan'], wait: '5s' }
})

const answering = (answer: unknown) => answers.push(async () => answer)

function create() {
  const keyOf = (key: ProfileKey) => JSON.stringify([key.space, key.account, key.profile, key.fields])
  const profiles = {
    find: async (key: ProfileKey) => kept.get(keyOf(key)),
    begin: async (key: ProfileKey) => ({ keep: async (found: Values | null) => void kept.set(keyOf(key), found) }),
  }
  return createInsight({
    host: {
      async call(_deployment, method, body) {
        asked.push({ method, body })
        return answers.shift()?.()
      },
    },
    profiles: () => profiles as unknown as Runtime['profiles'],
    placeOf: async () => ({ deployment: 'd', target: { space: 'sandbox https://b', account: 'k' }, settings }),
    log: { warn: (...about: unknown[]) => void warned.push(about) } as never,
  })
}

describe('[RI1] a look-up', () => {
  test('asks Braze for the chosen fields, keeps those and no others, and asks no second time', async () => {
    answering({ message: 'success', users: [ada] })
    const chosen = { first_name: 'Ada', custom_attributes: { plan: 'pro' } }
    expect(await create()(wanted)).toEqual(chosen)
    expect(await create()(wanted)).toEqual(chosen)
    expect(asked).toEqual([
      {
        method: 'users.export.ids',
        body: { external_ids: ['ada-1815'], fields_to_export: ['external_id', 'first_name', 'custom_attributes'] },
      },
    ])
    expect([...kept.values()]).toEqual([chosen])
  })

  test('of a visitor is by their alias, and that there is none is known too', async () => {
    answering({ message: 'success', users: [], invalid_user_ids: ['x'] })
    const person = { alias_name: 'cont_1', alias_label: 'parley_visitor' }
    expect(await create()({ ...wanted, person })).toBeNull()
    expect(await create()({ ...wanted, person })).toBeNull()
    expect(asked).toMatchObject([{ body: { user_aliases: [person] } }])
  })

  test('of one person by many at once is one', async () => {
    answering({ message: 'success', users: [ada] })
    const insight = create()
    const all = await Promise.all(Array.from({ length: 20 }, () => insight(wanted)))
    expect(all.every((profile) => profile?.first_name === 'Ada')).toBe(true)
    expect(asked).toHaveLength(1)
  })
})

describe('[RI4] nobody waits for a profile', () => {
  test('longer than the solution says; what comes later is kept for the next conversation', async () => {
    settings = { ...settings, wait: '1ms' }
    let arrive = (_: unknown) => {}
    answers.push(() => new Promise((resolve) => (arrive = resolve)))
    const insight = create()
    expect(await insight(wanted)).toBeNull()
    arrive({ message: 'success', users: [ada] })
    await expect.poll(() => kept.size).toBe(1)
    expect(await insight(wanted)).toMatchObject({ first_name: 'Ada' })
    expect(asked).toHaveLength(1)
  })

  test('that Braze refuses, and the log says nothing of whose it is', async () => {
    answers.push(async () => {
      throw new Error('ada-1815 is not welcome')
    })
    expect(await create()(wanted)).toBeNull()
    expect(JSON.stringify(warned)).toContain('a profile could not be looked up')
    expect(JSON.stringify(warned)).not.toContain('ada')
    expect(kept.size).toBe(0)
  })

  test('that is looked up on demand only', async () => {
    settings = { ...settings, at: 'demand' }
    expect(await create()(wanted)).toBeNull()
    expect(asked).toEqual([])
  })
})
