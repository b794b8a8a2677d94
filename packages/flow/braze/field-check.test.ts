import { describe, expect, it } from 'vitest'
import { profileFields } from '../braze-facts.ts'
import { bye, problems } from '../fixtures/flow.ts'
import { isTime } from './field-check.ts'

const types = ['text', 'email', 'phone', 'date', 'number', 'boolean', 'choice', 'json'] as const

function found(attributes: object, variables: object = {}): readonly string[] {
  const node = { kind: 'braze-track', attributes, to: { success: 'bye', error: 'bye' } }
  return problems({ variables: variables as { [name: string]: object }, nodes: { node, bye } })
    .filter(({ code }) => code !== 'never-set-variable')
    .map(({ code, place }) => `${code} ${place.field}`)
}

describe('the standard fields', () => {
  it('[FB13] take variables of fitting types only', () => {
    const fitting = (field: string) => types.filter((type) => found({ [field]: 'x' }, { x: { type } }).length === 0)
    expect(fitting('dob')).toEqual(['date', 'json'])
    expect(fitting('email')).toEqual(['text', 'email', 'json'])
    expect(fitting('phone')).toEqual(['text', 'phone', 'json'])
    expect(fitting('gender')).toEqual(['text', 'choice', 'json'])
    expect(fitting('email_open_tracking_disabled')).toEqual(['boolean', 'json'])
    expect(fitting('current_location')).toEqual(['json'])
    for (const field of Object.keys(profileFields)) expect(fitting(field), field).toContain('json')
  })

  it('[FB13] take what is right when it is written out', () => {
    const right = {
      country: "'KR'",
      current_location: "{'longitude': 127.0, 'latitude': 37.5}",
      date_of_first_session: 'now',
      dob: "'1990-05-03'",
      email: "'ada@example.com'",
      email_subscribe: "'opted_in'",
      gender: "'F'",
      language: "'ko'",
      phone: "'+447400123456'",
      subscription_groups: "[{'subscription_group_id': 'g', 'subscription_state': 'subscribed'}]",
      time_zone: "'Asia/Seoul'",
      twitter: "{'screen_name': 'ada'}",
      home_city: "'Lon' + 'don'",
      first_name: 'null',
      last_name: null,
    }
    expect(found(right)).toEqual([])
  })

  it('[FB13] hold what is written out in their objects', () => {
    const group = (more: string) => `[{'subscription_group_id': 'g', ${more}}]`
    const wrong = {
      current_location: [
        "{'longitude': 1}",
        "{'longitude': 200, 'latitude': 1}",
        "{'longitude': 1, 'latitude': 'north'}",
      ],
      push_tokens: ["['token']", "[{'token': 't'}]", "[{'app_id': 'a', 'token': ''}]"],
      subscription_groups: [group("'subscription_state': 'opted_in'"), group("'state': 'subscribed'")],
    }
    for (const [field, values] of Object.entries(wrong)) {
      for (const value of values) expect(found({ [field]: value }), value).toEqual([`braze-field attributes.${field}`])
    }
    expect(
      found(
        { subscription_groups: "[{'subscription_group_id': x, 'subscription_state': x}]" },
        { x: { type: 'text' } },
      ),
    ).toEqual([])
  })

  it('[FB13] are not mixed up with attributes that only look a little like them', () => {
    const own = { plan: "'x'", age: '1', mailing: 'true', last_seen: 'now', languages: '[]', citys: "'x'" }
    expect(found(own)).toEqual([])
  })

  it('[FB13] are told apart from their names in other writings', () => {
    const almost = {
      FirstName: "'x'",
      'last-name': "'x'",
      E_MAIL: "'x'",
      surname: "'x'",
      timezone: "'x'",
      emial: "'x'",
    }
    expect(found(almost)).toEqual(Object.keys(almost).map((name) => `braze-near-field attributes.${name}`))
  })

  it('[FB13] know every id of a choice that ends up in them', () => {
    const to = { success: 'bye', error: 'bye' }
    const answer = (ids: readonly string[]) => ({ type: 'choice', choices: ids.map((id) => ({ id, label: id })) })
    const draft = (ids: readonly string[]) => ({
      variables: { x: { type: 'choice' } },
      nodes: {
        ask: { kind: 'ask', text: '?', answer: answer(ids), variable: 'x', to: { next: 'node' } },
        node: { kind: 'braze-track', attributes: { gender: 'x' }, to },
        bye,
      },
    })
    expect(problems(draft(['M', 'F', 'O', 'P']))).toEqual([])
    expect(problems(draft(['M', 'W']))).toMatchObject([{ code: 'braze-field', reason: /"W"/ }])
  })
})

describe('a time', () => {
  it('[FB5] is a day or a moment in ISO 8601 that exists', () => {
    for (const good of [
      '2026-05-03',
      '2026-05-03T10:00:00Z',
      '2026-05-03T10:00:00.123+09:00',
      '2019-02-15 00:00:00 -0500',
      '2026-05-03T10:00:00:123Z',
    ])
      expect(isTime(good), good).toBe(true)
    for (const bad of ['', 'soon', '2026-02-31', '3 May 2026', '2026-05-03T25', 5, null])
      expect(isTime(bad), String(bad)).toBe(false)
  })
})
