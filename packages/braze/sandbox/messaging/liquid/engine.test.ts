// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${}` is how Braze writes its names
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../attribute-value.ts'
import { createProfile } from '../../profile.ts'
import { createBudget } from './budget.ts'
import { createLiquidEngine } from './engine.ts'
import { LiquidProblem, MessageAborted } from './problem.ts'
import { createScope, type SentProperties } from './scope.ts'
import type { Session } from './session.ts'

const now = Date.parse('2030-01-31T12:00:00Z')
const engine = createLiquidEngine(() => now)
const blocks: { readonly [name: string]: string } = {
  greeting: 'Dear {{${first_name}}}',
  loop: 'x{{content_blocks.${loop}}}',
  many: '{% for i in (1..100) %}{{content_blocks.${many}}}{% endfor %}',
  long: `{% for i in (1..90) %}${'x'.repeat(1000)}{% endfor %}`,
}

function newSession(): Session {
  return {
    library: {
      contentBlock: (name) => blocks[name],
      catalogItem: (catalog, id) => (catalog === 'shops' && id !== '9' ? { id, name: `Shop ${id}` } : undefined),
      connectedContent: async () => ({ kind: 'text', text: '' }),
    },
    budget: createBudget(),
    contentCalls: [],
    warnings: [],
    extras: {},
  }
}

function render(
  source: string,
  attributes: { readonly [name: string]: AttributeValue } = {},
  sent?: SentProperties,
  session = newSession(),
): Promise<string> {
  const profile = createProfile(0)
  profile.externalId = 'ann'
  profile.fields.set('first_name', 'Ann')
  profile.fields.set('email', 'ann@example.com')
  profile.fields.set('email_subscribe', 'opted_in')
  profile.fields.set('subscription_groups', [{ subscription_group_id: 'g-1', subscription_state: 'unsubscribed' }])
  for (const [name, value] of Object.entries(attributes)) profile.attributes.set(name, value)
  const origin = {
    campaign: { api_id: 'c-1', dispatch_id: 'd-1', name: 'Hello' },
    canvas: { name: 'Journey', variant_name: 'A' },
  }
  return Promise.resolve().then(() => engine.read(source).render(createScope(engine, profile, origin, sent), session))
}

describe('what a text may name', () => {
  it('the profile', async () => {
    expect(
      await render("{{${first_name}}} {{${email_address}}} {{${user_id}}} {{${last_name} | default: 'there'}}"),
    ).toBe('Ann ann@example.com ann there')
  })

  it('custom attributes of any name and depth', async () => {
    const plan = { tier: 'gold', seats: [{ row: 4 }] }
    expect(
      await render('{{custom_attribute.${my plan}.tier}}{{custom_attribute.${my plan}.seats[0].row}}', {
        'my plan': plan,
      }),
    ).toBe('gold4')
    expect(await render('{% if {{custom_attribute.${n}}} > 2 %}many{% endif %}', { n: 3 })).toBe('many')
  })

  it('trigger properties in a campaign, context by both its names in a Canvas', async () => {
    const text = '{{api_trigger_properties.${a}}}-{{context.${a}}}-{{canvas_entry_properties.${a}}}'
    expect(await render(text, {}, { kind: 'trigger', values: { a: 1 } })).toBe('1--')
    expect(await render(text, {}, { kind: 'context', values: { a: 1 } })).toBe('-1-1')
  })

  it('campaign, Canvas and subscription states', async () => {
    expect(
      await render('{{campaign.${api_id}}} {{campaign.${dispatch_id}}} {{canvas.${name}}} {{canvas.${variant_name}}}'),
    ).toBe('c-1 d-1 Journey A')
    expect(await render('{{subscribed_state.${email_global}}} {{subscribed_state.${g-1}}}')).toBe(
      'opted_in unsubscribed',
    )
  })

  it('content blocks, rendered for the same person, and not for ever', async () => {
    const session = newSession()
    expect(
      await render("{{content_blocks.${greeting} | id: 'cb1'}}!{{content_blocks.${none}}}", {}, undefined, session),
    ).toBe('Dear Ann!')
    expect(session.warnings).toEqual(['there is no content block none'])
    expect(await render('{{content_blocks.${loop}}}')).toBe('xxx')
  })

  it('catalog items', async () => {
    expect(
      await render('{% catalog_items shops 1 {{custom_attribute.${shop}}} 9 %}{{items[1].name}} {{items.size}}', {
        shop: 7,
      }),
    ).toBe('Shop 7 2')
  })

  it('nothing of JavaScript', async () => {
    expect(
      await render('{{${first_name}.constructor.name}}{{context.__proto__}}{{custom_attribute.${constructor}}}'),
    ).toBe('')
  })
})

describe('filters', () => {
  it.each([
    ["{{ 'now' | date: '%Y-%m-%d %H:%M' }}", '2030-01-31 12:00'],
    ["{{ 'now' | time_zone: 'America/New_York' | date: '%H:%M %z' }}", '07:00 -0500'],
    ["{{ '2030-06-01T00:00:00Z' | time_zone: 'Asia/Kolkata' }}", '2030-06-01 05:30:00 +0530'],
    ["{{ 'x' | md5 }}", '9dd4e461268c8034f5c8564e155c67a6'],
    ["{{ 'x' | sha1 }}", '11f6ad8ec52a2984abaafd7c3b516503785c2072'],
    ["{{ 'a b&c' | url_param_escape }}", 'a%20b%26c'],
    ['{{ \'say "hi"\' | json }}', '"say \\"hi\\""'],
    ['{{ \'say "hi"\' | json_escape }}', 'say \\"hi\\"'],
    ['{% assign a = \'{"b":{"c":5}}\' | json_parse %}{{ a.b | property_accessor: \'c\' }}', '5'],
    ["{{ 'hé' | base64_encode }} {{ 'aMOp' | base64_decode }}", 'aMOp hé'],
    ['{{ 7 | divided_by: 2 }} {{ 1234.5 | money }} {{ 1234567 | number_with_delimiter }}', '3 1,234.50 1,234,567'],
  ])('%s is %s', async (source, text) => {
    expect(await render(source)).toBe(text)
  })

  it('signs', async () => {
    const lengths = await render(
      "{{ 'x' | hmac_sha1_hex: 'k' | size }} {{ 'x' | hmac_sha256: 'k' | size }} {{ 'x' | hmac_sha512: 'k' | size }}",
    )
    expect(lengths).toBe('40 64 128')
  })

  it.each(['find_index', 'lstrip', 'rstrip', 'money_with_currency', 'pluralize', 'handleize', 'sample'])(
    'has no %s',
    async (filter) => {
      await expect(render(`{{ 'x' | ${filter} }}`)).rejects.toThrow(`undefined filter: ${filter}`)
    },
  )
})

describe('values', () => {
  it('are written as Ruby writes them', async () => {
    const values = { list: [1, 'a'], object: { a: 1, b: [null] }, flag: true }
    expect(
      await render('{{custom_attribute.${list}}} {{custom_attribute.${object}}} {{custom_attribute.${flag}}}', values),
    ).toBe('1a {"a"=>1, "b"=>[nil]} true')
  })
})

describe('tags', () => {
  it('abort_message says why, with a text or a variable', async () => {
    await expect(render("{% abort_message('no plan') %}")).rejects.toThrow(new MessageAborted('no plan'))
    await expect(render('{% if 1 == 1 %}{% abort_message() %}{% endif %}')).rejects.toThrow(MessageAborted)
    await expect(render("{% assign why = 'late' %}{% abort_message(why) %}")).rejects.toThrow(
      new MessageAborted('late'),
    )
  })

  it('message_extras are collected, translations show what they hold', async () => {
    const session = newSession()
    expect(
      await render(
        '{% message_extras :key who :value {{${first_name}}} %}{% translation t %}Hi {{${first_name}}}{% endtranslation %}',
        {},
        undefined,
        session,
      ),
    ).toBe('Hi Ann')
    expect(session.extras).toEqual({ who: 'Ann' })
  })

  it.each(['include', 'render', 'layout', 'block'])('[L4] has no {%% %s %%}', async (tag) => {
    await expect(render(`{% ${tag} 'package.json' %}`)).rejects.toThrow(LiquidProblem)
  })
})

describe('a hostile text', () => {
  const long = 'x'.repeat(200_000)
  const loop = (text: string, before = '') => `${before}{% for i in (1..9000) %}${text}{% endfor %}`
  it.each([
    ['a range without end', '{% for i in (1..1000000000) %}x{% endfor %}'],
    ['output without end', `{% for i in (1..15000) %}${long}{% endfor %}`],
    ['captures without end', `{% capture a %}{% for i in (1..15000) %}${long}{% endfor %}{% endcapture %}`],
    [
      'loops in loops',
      '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['growth by append', "{% assign a = 'x' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}"],
    ['growth by encoding', "{% assign a = 'x' %}{% for i in (1..999) %}{% assign a = a | base64_encode %}{% endfor %}"],
    ['growth by replacing', `{% assign a = '${'x'.repeat(3000)}' %}{{ a | replace: 'x', a }}`],
    ['deep nesting', '{% if a %}'.repeat(5000) + '{% endif %}'.repeat(5000)],
    ['many tags', '{{a}}'.repeat(50_000)],
    ['a long text', '{{a}}'.padEnd(300_001)],
    ['open braces', '{{${'.repeat(50_000)],
    ['open quotes', "{{ '".repeat(50_000)],
    ['open raw', '{% raw %}'.repeat(30_000)],
    ['division by zero', '{{ 1 | divided_by: 0 }}'],
    ['a list searched over and over', loop("{% assign b = a | where: 'x' %}", '{% assign a = (1..100000) %}')],
    ['a list asked over and over', loop("{% assign b = a | find: 'x', 1 %}", '{% assign a = (1..100000) %}')],
    ['a list added up over and over', loop('{% assign b = a | sum %}', '{% assign a = (1..100000) %}')],
    ['a long text digested over and over', loop('{{ a | md5 }}', `{% assign a = '${long}' %}`)],
    [
      'a long text searched over and over',
      loop("{% if a contains 'xxxxy' %}{% endif %}", `{% assign a = '${long}' %}`),
    ],
    ['a long condition over and over', loop(`{% if a${' or a'.repeat(50_000)} %}{% endif %}`)],
    ['many conditions over and over', loop(`{% if a %}${'{% elsif a %}'.repeat(8000)}{% endif %}`)],
    ['a long path over and over', loop(`{{ a${'.b'.repeat(100_000)} }}`)],
    ['many filters over and over', loop(`{{ a ${'| upcase '.repeat(20_000)} }}`)],
    ['a long cycle over and over', loop(`{% cycle ${"'a',".repeat(50_000)}'b' %}`)],
    ['many arguments', `{{ a | replace: ${"'a',".repeat(70_000)}'b' }}`],
    ['brackets in brackets', `{{ a${'['.repeat(100_000)}${']'.repeat(100_000)} }}`],
    ['a date as wide as the world', "{{ 'now' | date: '%999999999d' }}"],
    ['JSON nested without end', `{{ '${'['.repeat(100_000)}${']'.repeat(100_000)}' | json_parse }}`],
    ['content blocks that multiply', '{{content_blocks.${many}}}'],
    ['content blocks without end', '{{content_blocks.${long}}}'.repeat(50)],
    ['Connected Content over and over', loop('{% connected_content http://127.0.0.1/ %}')],
  ])('[L5] [L6] %s is a problem', async (_name, source) => {
    await expect(render(source)).rejects.toThrow(LiquidProblem)
  })

  it('[L5] shares its bounds with the other texts of the message', async () => {
    const session = newSession()
    const text = '{% for i in (1..4000) %}x{% endfor %}'
    expect(await render(text, {}, undefined, session)).toHaveLength(4000)
    await expect(
      (async () => {
        for (let count = 0; count < 5; count += 1) await render(text, {}, undefined, session)
      })(),
    ).rejects.toThrow('too many steps')
  })

  it('[L5] many open comments are read in one go', async () => {
    const source = '<!--'.repeat(70_000)
    expect(await render(source)).toBe(source)
  })

  it('[L6] is rendered or a problem, whatever it is', async () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '${first_name}',
      ' if ',
      ' endif ',
      ' for ',
      '|',
      ':',
      "'",
      'date',
      'connected_content ',
      ':save x',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 20 }), async (pieces) => {
        const outcome = await render(pieces.join('')).catch((error: unknown) => error)
        expect(typeof outcome === 'string' || outcome instanceof LiquidProblem).toBe(true)
      }),
    )
  })
})
