/**
 * The flow language may not import the Braze package, so the compiler keeps its own facts about Braze. Here they are held
 * against the contract that the client and the sandbox go by.
 */
import {
  exportFields as contractExportFields,
  profileFields as contractFields,
  type EndpointId,
  endpoints,
  limits,
  primaryIdentifiers,
  prioritizations,
  reservedPropertyKeys,
} from '@parley/braze/contract'
import { compile } from '@parley/flow'
import { brazeCalls, brazeLimits, exportFields, profileFields, reservedProperties } from '@parley/flow/braze-facts'
import { converse } from '@parley/flow/testing'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'

const to = { success: 'bye', error: 'bye' }
const bye = { kind: 'end' }

function flowOf(node: object): ReturnType<typeof compile> {
  const nodes = { node: { to, ...node }, bye }
  const variables = { text: { type: 'text', default: 'x' }, data: { type: 'json', default: { a: 1 } } }
  const text = JSON.stringify({ format: 1, start: 'node', variables, nodes })
  return compile({ name: 'facts', start: 'main', flows: { main: { file: 'main', text } }, actions: {} })
}

/** A JSON value written out in CEL. */
function logicOf(value: unknown): string {
  return JSON.stringify(value)
}

describe('what the compiler knows of Braze', () => {
  test('standard profile fields and which of them are billed', () => {
    const own = Object.entries(profileFields).map(([name, { billed }]) => [name, billed])
    const contract = Object.entries(contractFields).map(([name, { billed }]) => [name, billed])
    expect(own.sort()).toEqual(contract.sort())
  })

  const samples = {
    country: 'KR',
    current_location: { longitude: 127, latitude: 37.5 },
    date_of_first_session: '2026-05-03T10:00:00Z',
    date_of_last_session: '2026-05-03',
    dob: '1990-05-03',
    email: 'ada@example.com',
    email_subscribe: 'opted_in',
    email_open_tracking_disabled: true,
    email_click_tracking_disabled: false,
    facebook: { id: '1', likes: ['x'], num_friends: 3 },
    first_name: 'Ada',
    gender: 'F',
    home_city: 'London',
    image_url: 'https://example.com/a.png',
    language: 'en',
    last_name: 'Lovelace',
    marked_email_as_spam_at: '2026-05-03T10:00:00Z',
    phone: '+447400123456',
    push_subscribe: 'subscribed',
    push_tokens: [{ app_id: 'a', token: 't' }],
    subscription_groups: [{ subscription_group_id: 'g', subscription_state: 'subscribed' }],
    time_zone: 'Europe/London',
    twitter: { id: 1, screen_name: 'ada' },
  } satisfies { readonly [name in keyof typeof contractFields]: unknown }

  test.each(Object.entries(samples))('a value of %s that the contract takes, the compiler takes', (name, value) => {
    expect(contractFields[name as keyof typeof samples].schema.safeParse(value).success).toBe(true)
    const { problems } = flowOf({ kind: 'braze-track', attributes: { [name]: logicOf(value) } })
    expect(problems).toEqual([])
  })

  test.each([
    ['dob', '3 May 1990'],
    ['dob', '1990-02-31'],
    ['gender', 'male'],
    ['email_subscribe', 'yes'],
    ['push_subscribe', 'on'],
    ['email_open_tracking_disabled', 'true'],
    ['current_location', { longitude: 1 }],
    ['current_location', { longitude: 200, latitude: 1 }],
    ['push_tokens', [{ token: 't' }]],
    ['subscription_groups', [{ subscription_group_id: 'g', subscription_state: 'opted_in' }]],
    ['first_name', 3],
    ['push_tokens', 'token'],
    ['twitter', 'ada'],
  ] as const)('a value of %s that the contract refuses, the compiler refuses: %j', (name, value) => {
    expect(contractFields[name].schema.safeParse(value).success).toBe(false)
    const { problems } = flowOf({ kind: 'braze-track', attributes: { [name]: logicOf(value) } })
    expect(problems).toMatchObject([{ code: 'braze-field' }])
  })

  test('fields of an exported profile', () => {
    expect(Object.keys(exportFields).sort()).toEqual([...contractExportFields].sort())
  })

  test('reserved property names and limits', () => {
    expect(reservedProperties).toEqual(reservedPropertyKeys)
    expect(brazeLimits).toMatchObject({
      trackObjects: limits.trackObjects,
      textCharacters: limits.textCharacters,
      eventProperties: limits.eventProperties,
      purchaseQuantity: limits.purchaseQuantity,
    })
    expect(endpoints['canvas.trigger.send'].batchLimits).toMatchObject({
      arrays: { recipients: brazeLimits.recipients },
    })
  })

  test('the calls and what they stand for', () => {
    for (const [name, request] of Object.entries(brazeCalls)) {
      const found = Object.values(endpoints).filter(({ method, path }) => `${method} ${path}` === request)
      expect(
        found.map(({ id }) => `braze.${id}`),
        request,
      ).toEqual([name === 'braze.subscription.status.set' ? `${name}_v2` : name])
    }
  })
})

describe('what Braze nodes ask for', () => {
  const alias = { alias: { name: 'text', label: 'chat' } }
  const email = { email: "'ada@example.com'" }
  const found = { ...to, 'not-found': 'bye' }
  const nodes: readonly (readonly [EndpointId, object])[] = [
    ['users.track', { kind: 'braze-track', attributes: { dob: "'1990-05-03'", data: 'data', visits: { inc: '1' } } }],
    ['users.track', { kind: 'braze-track', user: alias, events: [{ name: 'e', properties: { data: 'data' } }] }],
    [
      'users.track',
      {
        kind: 'braze-track',
        user: email,
        purchases: [{ product_id: 'text', currency: "'GBP'", price: '1', quantity: '2' }],
        update_existing_only: true,
      },
    ],
    ['users.track', { kind: 'braze-subscribe', channel: 'email', state: 'opted_in' }],
    ['users.export.ids', { kind: 'braze-look-up', read: { data: 'custom_attributes.data', text: 'email' }, to: found }],
    ['users.export.ids', { kind: 'braze-look-up', user: alias, read: {}, to: found }],
    ['users.export.ids', { kind: 'braze-look-up', user: email, read: {}, to: found }],
    ['users.alias.new', { kind: 'braze-alias', name: 'text', label: 'chat' }],
    ['users.identify', { kind: 'braze-identify', external_id: 'text', user: alias }],
    ['users.identify', { kind: 'braze-identify', external_id: 'text', user: email }],
    ['users.identify', { kind: 'braze-identify', external_id: 'text', user: { phone: "'+447400123456'" } }],
    ['subscription.status.set_v2', { kind: 'braze-subscribe', group: 'g', state: 'subscribed', double_opt_in: true }],
    ['subscription.status.set_v2', { kind: 'braze-subscribe', group: 'g', state: 'unsubscribed', user: email }],
    ['canvas.trigger.send', { kind: 'braze-canvas', canvas_id: 'c', context: { data: 'data' }, user: alias }],
    [
      'campaigns.trigger.send',
      {
        kind: 'braze-campaign',
        campaign_id: 'c',
        recipients: [
          { user: email, trigger_properties: { text: 'text' } },
          { attributes: { plan: 'text' }, send_to_existing_only: false },
        ],
      },
    ],
  ]

  test.each(nodes)('is a request of %s that the contract takes: %j', (id, node) => {
    const { program, problems } = flowOf(node)
    expect(problems).toEqual([])
    if (program === null) throw new Error('the flow does not compile')
    const [run] = converse(program, { contact: { id: 'cont_test', external_id: 'ada' } }).runs
    expect(run?.action).toBe(`braze.${id.replace('_v2', '')}`)
    expect(run?.input).not.toHaveProperty('options')
    const schema: z.ZodType = endpoints[id].request
    expect(schema.safeParse(run?.input)).toMatchObject({ success: true })
  })

  test('prioritizations and identifiers are words of the contract', () => {
    expect(prioritizations).toEqual(expect.arrayContaining(['identified', 'unidentified', 'most_recently_updated']))
    expect(primaryIdentifiers).toEqual(['external_id', 'user_alias', 'braze_id'])
  })
})
