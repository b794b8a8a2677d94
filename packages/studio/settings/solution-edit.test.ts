import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../source/json.ts'
import { editSolutionFile, type SettingPath } from './solution-edit.ts'
import { readSolutionFile } from './solution-file.ts'

const shop = await readFile('examples/shop/solution.ts', 'utf8')

/** The changed text; fails when there is none. */
function edit(text: string, path: SettingPath, value: Json | undefined): string {
  const edited = editSolutionFile(text, path, value)
  if (edited.kind !== 'edited') throw new Error(JSON.stringify(edited))
  return edited.text
}

const settingsOf = (text: string) => {
  const read = readSolutionFile(text)
  if (read.kind !== 'read') throw new Error(JSON.stringify(read))
  return read.settings
}

const file = (body: string): string => `import { brazeSandbox, defineSolution } from '@parley/actions'

// Before.
export default defineSolution(${body})
// After.
`

describe('reading solution.ts', () => {
  it('reads every example without running it', () => {
    expect(settingsOf(shop)).toMatchObject({
      name: 'shop',
      params: { sandbox: { braze_url: 'parley:braze-sandbox' } },
      web: { accent: '#1f5c46', origins: ['http://127.0.0.1:4020', 'http://localhost:4020'] },
      listen: { scroll: [75] },
    })
  })

  it('looks through types, brackets and a constant', () => {
    const text = `import { defineSolution, type SolutionDefinition } from '@parley/actions'
const params = { sandbox: {}, prod: {} } as const
const solution = defineSolution(({ name: 'a', start: 'main', params, web: { title: \`Help\` as string } }) satisfies SolutionDefinition)
export default solution`
    expect(readSolutionFile(text)).toEqual({
      kind: 'read',
      settings: { name: 'a', start: 'main', web: { title: 'Help' } },
      inCode: ['params'],
    })
  })

  it('names what is written in code, and leaves it out', () => {
    const read = readSolutionFile(
      file(
        `{ name: 'a', ...rest, customer: brand(), secrets: ['a', other], params: { sandbox: { url: process.env.X } } }`,
      ),
    )
    expect(read).toEqual({
      kind: 'read',
      settings: { name: 'a', params: { sandbox: {} } },
      inCode: ['…', 'customer', 'secrets', 'params.sandbox.url'],
    })
  })

  it('says where a broken file is broken, and that another file is none', () => {
    expect(readSolutionFile('export default defineSolution({\n  name: ,\n})')).toEqual({
      kind: 'broken',
      reason: 'Unexpected token.',
      line: 2,
      column: 9,
    })
    expect(readSolutionFile('export const a = 1')).toMatchObject({ kind: 'broken' })
    expect(readSolutionFile(`export default defineSolution(${'['.repeat(100_000)}`)).toMatchObject({ kind: 'broken' })
  })
})

describe('changing solution.ts', () => {
  it('[SE1] changes the one value and nothing beside it', () => {
    expect(edit(shop, ['web', 'title'], "Larch's")).toBe(shop.replace("title: 'Larch & Loch'", "title: 'Larch\\'s'"))
    expect(edit(shop, ['listen', 'scroll'], [75, 90])).toBe(shop.replace('[75]', '[75, 90]'))
    expect(edit(shop, ['web', 'subtitle'], undefined)).toBe(
      shop.replace("    subtitle: 'Ask us about tents, boots and weather',\n", ''),
    )
  })

  it('adds members where they belong, as the file is laid out', () => {
    const tall = file("{\n  name: 'a',\n  params: { sandbox: {}, prod: {} }, // two\n  // and that is all\n}")
    expect(edit(tall, ['web', 'title'], 'Help')).toBe(
      tall.replace('  // and that is all\n', "  // and that is all\n  web: { title: 'Help' },\n"),
    )
    expect(edit(tall, ['params', 'prod', 'braze_url'], 'parley:braze-sandbox')).toBe(
      tall.replace('prod: {}', 'prod: { braze_url: brazeSandbox }'),
    )
    const flat = file(`{ name: 'a', start: 'main' }`)
    expect(edit(flat, ['secrets'], ['key'])).toBe(flat.replace("'main' }", "'main', secrets: ['key'] }"))
    const bare = file("{\n  name: 'a'\n}")
    expect(edit(bare, ['start'], 'main')).toBe(bare.replace("'a'\n", "'a',\n  start: 'main',\n"))
  })

  it('changes lists item by item, so that the notes beside them stay', () => {
    const text = file("{\n  egress: [\n    'one.example', // the shop\n    'two.example', // the post\n  ],\n}")
    expect(edit(text, ['egress'], ['one.example', 'three.example', 'two.example'])).toBe(
      text.replace("    'two.example'", "    'three.example',\n    'two.example'"),
    )
    const fewer = edit(text, ['egress'], ['two.example'])
    expect(settingsOf(fewer)).toEqual({ egress: ['two.example'] })
    expect(fewer).toContain('// the shop')
    expect(fewer).toContain('// the post')
  })

  it('[SE2] never touches code', () => {
    const text = file(`{ name: 'a', customer: brand(), params: { sandbox: { url: here() }, prod: {} }, web }`)
    expect(editSolutionFile(text, ['customer'], 'Acme')).toEqual({ kind: 'in-code', path: 'customer' })
    expect(editSolutionFile(text, ['params'], { sandbox: {}, prod: {} })).toEqual({
      kind: 'in-code',
      path: 'params.sandbox.url',
    })
    expect(editSolutionFile(text, ['web', 'title'], 'Hi')).toEqual({ kind: 'in-code', path: 'web' })
    expect(edit(text, ['params', 'prod', 'url'], 'https://x.example')).toContain('sandbox: { url: here() }')
  })

  it('[SE1] for every file and every edit: it parses, says the new value, and keeps every other value and every comment', () => {
    fc.assert(
      fc.property(written, fc.nat(), value, (members, chosen, put) => {
        const text = file(print(members))
        const before = settingsOf(text)
        const paths = pathsOf(before)
        const path = paths[chosen % paths.length] ?? ['new_one']
        const after = edit(text, path, put)
        expect(settingsOf(after)).toEqual(withAt(before, path, put))
        const comments = (from: string) => from.match(/\/\*\d+\*\/|\/\/\d+/g) ?? []
        expect(comments(after)).toEqual(comments(text))
        expect(after.startsWith(text.slice(0, text.indexOf('defineSolution({')))).toBe(true)
        expect(after.endsWith('// After.\n')).toBe(true)
        // There and back: what was not changed has not moved.
        if (at(before, path) !== undefined && put !== undefined)
          expect(settingsOf(edit(after, path, at(before, path)))).toEqual(before)
      }),
      { numRuns: 500 },
    )
  })
})

const scalar = fc.oneof(
  fc.string({ maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom("it's", 'a\nb', '\u2028', '\\', "\\'", '</script>', 'parley:braze-sandbox'),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.constant(null),
)
const name = fc
  .oneof(
    fc.stringMatching(/^[a-z_]{1,8}$/),
    fc.string({ minLength: 1, maxLength: 6 }),
    fc.constant('parley:braze-sandbox'),
  )
  .filter((it) => it !== '__proto__' && !/^\d/.test(it))
const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(name, tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).json
const value = fc.option(json, { nil: undefined, freq: 4 })

/** A member as somebody may have written it. */
interface Written {
  readonly name: string
  readonly value: Json
  readonly tall: boolean
  readonly before: number | null
  readonly after: number | null
  readonly comma: boolean
}
const written = fc.uniqueArray(
  fc.record<Written>({
    name,
    value: json,
    tall: fc.boolean(),
    before: fc.option(fc.nat(99)),
    after: fc.option(fc.nat(99)),
    comma: fc.boolean(),
  }),
  { selector: (member) => member.name, minLength: 1, maxLength: 5 },
)

function print(members: readonly Written[]): string {
  const last = members.at(-1)
  const lines = members.map((member) => {
    const comma = member !== last || member.comma ? ',' : ''
    const before = member.before === null ? '' : `/*${member.before}*/ `
    const after = member.after === null ? '' : ` //${member.after}\n`
    const text = JSON.stringify(member.value, null, member.tall ? 2 : 0)
    return `${member.tall ? '\n  ' : ' '}${before}${JSON.stringify(member.name)}: ${text}${comma}${after}`
  })
  return `{${lines.join('')}${members.some((member) => member.tall) ? '\n' : ' '}}`
}

type Members = { readonly [name: string]: Json | undefined }
const isMembers = (given: Json | undefined): given is Members =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

function pathsOf(settings: Members): readonly SettingPath[] {
  return Object.entries(settings).flatMap(([member, inner]): SettingPath[] => [
    [member],
    [member, 'new_one'],
    ...(isMembers(inner) ? pathsOf(inner).map((path): SettingPath => [member, ...path]) : []),
  ])
}

const at = (settings: Members, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (inner, member) => (isMembers(inner) && Object.hasOwn(inner, member) ? inner[member] : undefined),
    settings,
  )

/** What a plain object would be after the same edit. */
function withAt(settings: Json | undefined, path: readonly string[], put: Json | undefined): Json | undefined {
  const [member, ...rest] = path
  if (member === undefined) return put
  if (!isMembers(settings)) return put === undefined ? settings : { [member]: withAt(undefined, rest, put) }
  const inner = withAt(Object.hasOwn(settings, member) ? settings[member] : undefined, rest, put)
  const { [member]: _old, ...others } = settings
  return inner === undefined ? others : { ...others, [member]: inner }
}
