import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bye, problems, program } from './fixtures/flow.ts'
import { exportedFields, profileValue, readProfile } from './profile.ts'
import { converse } from './testing.ts'
import type { Value, Values } from './value.ts'

const fields = ['first_name', 'home_city', 'custom_attributes.plan', 'custom_events']

const ada = {
  external_id: 'ada-1815',
  first_name: 'Ada',
  home_city: 'London',
  email: 'ada@example.com',
  custom_attributes: { plan: 'pro', secret: 'x' },
}

const saying = (text: string) => program({ nodes: { hi: { kind: 'end', text } } }, { profile: fields })

const deciding = (when: string) => ({
  nodes: {
    which: { kind: 'branch', cases: [{ port: 'yes', when }], to: { yes: 'yes', else: 'no' } },
    yes: { kind: 'end', text: 'Yes.' },
    no: { kind: 'end', text: 'No.' },
  },
})

const decides = (when: string, profile?: Values) =>
  converse(program(deciding(when), { profile: fields }), profile === undefined ? {} : { profile })

describe('the profile in texts and logic', () => {
  const greeting = "Hi {{ profile.first_name | default: 'there' }}{{ profile.custom_attributes.plan }}!"

  it('[FF1] shows the chosen fields, and nothing where there is no profile', () => {
    converse(saying(greeting), { profile: ada }).hears('Hi Adapro!')
    converse(saying(greeting)).hears('Hi there!')
  })

  it('[FF1] decides by it, with null for what is not known and `has` for custom attributes', () => {
    for (const when of [
      'profile.custom_attributes.plan == "pro"',
      'profile.home_city == "London" && profile.custom_events == null',
      'has(profile.custom_attributes.plan)',
    ]) {
      decides(when, ada).hears('Yes.')
      decides(when).hears('No.')
    }
    for (const when of ['!has(profile.custom_attributes.plan)', 'profile.first_name == null']) {
      decides(when, ada).hears('No.')
      decides(when).hears('Yes.')
    }
  })

  it('[FF2] a field that is not chosen is a problem that names the nearest one', () => {
    const found = (text: string, profile: readonly string[] = fields) =>
      problems({ nodes: { hi: { kind: 'say', text, to: { next: 'bye' } }, bye } }, { profile }).map(
        ({ code, repair }) => [code, repair] as const,
      )
    expect(found('{{ profile.frist_name }}')).toEqual([['unknown-name', expect.stringContaining('"first_name"')]])
    expect(found('{{ profile.custom_attributes.plane }}')).toEqual([
      ['unknown-name', expect.stringContaining('"plan"')],
    ])
    expect(found('{{ profile.last_name }}')).toEqual([['unknown-name', expect.stringContaining('insight.fields')]])
    expect(found('{{ profile.first_name }}', [])).toEqual([['unknown-name', expect.stringContaining('insight')]])
    expect(found('{{ profile.custom_attributes.plane }}', ['custom_attributes'])).toEqual([])
    expect(problems(deciding('profile.home_town == "x"'), { profile: fields })).toMatchObject([
      { code: 'unknown-name' },
    ])
    expect(problems(deciding('has(profile.first_name)'), { profile: fields })).toMatchObject([{ code: 'logic-type' }])
  })

  it('[FF2] a chosen field that no profile has is a problem of the solution', () => {
    expect(problems({ nodes: { bye } }, { profile: ['firstname', 'custom_attributes.'] })).toMatchObject([
      { code: 'braze-field', place: { file: 'solution.ts' }, repair: expect.stringContaining('first_name') },
      { code: 'braze-field' },
    ])
  })

  it("[FF2] a flow's own variable of this name hides it", () => {
    const draft = {
      variables: { profile: { type: 'json', default: { first_name: 'Ben' } } },
      nodes: { hi: { kind: 'end', text: '{{ profile.first_name }}{{ profile.anything }}' } },
    }
    converse(program(draft, { profile: fields }), { profile: ada }).hears('Ben')
    converse(program(draft)).hears('Ben')
  })
})

describe('what is kept of a profile', () => {
  it('[FF3] is what was chosen', () => {
    expect(readProfile(ada, fields)).toEqual({
      first_name: 'Ada',
      home_city: 'London',
      custom_attributes: { plan: 'pro' },
    })
    expect(converse(saying('Hi'), { profile: ada }).state.profile).toEqual(readProfile(ada, fields))
    expect(converse(program({ nodes: { bye } }), { profile: ada }).state.profile).toEqual({})
    expect(exportedFields(fields)).toEqual([
      'external_id',
      'first_name',
      'home_city',
      'custom_attributes',
      'custom_events',
    ])
  })

  it('[FF3] is cleaned and cut', () => {
    const events = Array.from({ length: 500 }, (_, at) => ({ name: `event ${at}`, count: at }))
    const long = {
      first_name: `Ada\u0000${'a'.repeat(5000)}`,
      home_city: { deep: 'x'.repeat(9000) },
      custom_events: events,
    }
    const kept = readProfile(long, fields)
    expect(kept?.first_name).toHaveLength(1000)
    expect(kept).not.toHaveProperty('home_city')
    const kinds = (kept?.custom_events ?? []) as readonly Value[]
    expect(kinds.length).toBeGreaterThan(50)
    expect(kinds).toEqual(events.slice(0, kinds.length))
  })

  it('[FF3] stays small and readable whatever comes', () => {
    const anything = fc.dictionary(
      fc.oneof(fc.constantFrom(...fields, 'custom_attributes'), fc.string()),
      fc.jsonValue(),
    ) as fc.Arbitrary<Values>
    fc.assert(
      fc.property(anything, (given) => {
        const kept = readProfile(given, fields)
        expect(JSON.stringify(kept).length).toBeLessThan(9000)
        expect(readProfile(kept, fields)).toEqual(kept)
        expect(Object.keys(profileValue(kept, fields) as object).sort()).toEqual([
          'custom_attributes',
          'custom_events',
          'first_name',
          'home_city',
        ])
      }),
    )
  })
})

describe('a look-up of the contact', () => {
  const looking = program(
    {
      nodes: {
        look: { kind: 'braze-look-up', read: {}, to: { success: 'hi', 'not-found': 'hi', error: 'hi' } },
        hi: { kind: 'end', text: "Hi {{ profile.first_name | default: 'there' }}." },
      },
    },
    { profile: fields },
  )
  const greets = (contact: object) =>
    converse(looking, { contact: { id: 'cont_1', ...contact } }).actionEnds('success', { profile: ada })

  it('[FF4] renews the profile of who is proved to be its owner, and of a visitor', () => {
    greets({ external_id: 'ada-1815', proved: true }).hears('Hi Ada.')
    greets({ visitor: 'cont_1' }).hears('Hi Ada.')
  })

  it('[FF4] gives nothing to who only says who they are', () => {
    greets({ external_id: 'ada-1815' }).hears('Hi there.')
    greets({ external_id: 'ada-1815', visitor: 'cont_1' }).hears('Hi there.')
    greets({ email: 'ada@example.com' }).hears('Hi there.')
  })
})
