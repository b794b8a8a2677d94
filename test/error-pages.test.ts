/**
 * Problems are explained in docs/errors/. Codes and pages are held against each other, and the flow compiler is asked whether
 * what a page calls wrong and right is so.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { compile, type Problem, problemCodes } from '@parley/flow'
import { describe, expect, test } from 'vitest'
import { sourceFiles } from './support/source.ts'

const folder = new URL('../docs/errors/', import.meta.url)
const pages = new Map(
  readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => [name.slice(0, -'.md'.length), readFileSync(new URL(name, folder), 'utf8')] as const),
)

/** The sources of those besides the flow compiler that make problems for authors. */
const others = sourceFiles(
  'packages/{actions/host,server/solution,server/story,server/commands,flow/pypestream,nlu}/**/*.ts',
).filter(({ isTest, path }) => !isTest && !path.includes('/fixtures/'))

/** Codes of their problems, as far as they are written next to the severity or in a call that makes a problem. */
const written = others.flatMap(({ path, text }) =>
  [...text.matchAll(/code: '([a-z]+(?:-[a-z0-9]+)+)',\s*severity|\bproblem\(\s*'([a-z]+(?:-[a-z0-9]+)+)'/g)].map(
    ([, one, other]) => [path, one ?? other ?? ''] as const,
  ),
)

describe('the pages about problems', () => {
  test('every code has one', () => {
    expect(Object.keys(problemCodes).filter((code) => !pages.has(code))).toEqual([])
    expect(written.length).toBeGreaterThan(15)
    expect(written.filter(([, code]) => !pages.has(code))).toEqual([])
  })

  test('there is none without a code', () => {
    const stray = [...pages.keys()].filter(
      (code) => !(code in problemCodes) && !others.some(({ text }) => text.includes(`'${code}'`)),
    )
    expect(stray).toEqual([])
  })

  test.each([...pages])('%s says what, why, what is wrong, what is right and what to do', (code, page) => {
    expect(page.startsWith(`# ${code}\n\nFound `)).toBe(true)
    const parts = ['**What.**', '**Why.**', '**Wrong', '**Right', '**Repair.**'].map((part) =>
      page.indexOf(`\n${part}`),
    )
    expect(parts.filter((at) => at === -1)).toEqual([])
    expect(parts).toEqual([...parts].sort((one, other) => one - other))
    const says = page.includes('Found by the flow compiler')
    expect([code, says]).toEqual([code, code in problemCodes])
  })

  test.each(examples())('what %s calls %s is so', (code, kind, flow) => {
    const found = problemsOf(flow)
    const expected = kind === 'wrong' ? [code] : []
    expect(
      found
        .filter((problem) => problem.code === code)
        .map((problem) => problem.code)
        .slice(0, 1),
    ).toEqual(expected)
    // What is right is right altogether.
    if (kind === 'right') expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

type Json = { readonly [member: string]: unknown }

/** The examples in JSON that are a whole flow, its nodes or one node. */
function examples(): readonly (readonly [code: string, kind: 'wrong' | 'right', flow: string])[] {
  const found = [...pages].flatMap(([code, page]) =>
    (['wrong', 'right'] as const).flatMap((kind) => {
      const part =
        page.slice(page.indexOf(kind === 'wrong' ? '**Wrong' : '**Right')).split(/\n\*\*(?:Right|Repair)/)[0] ?? ''
      const text = code in problemCodes ? /```(?:json|text)\n(.*?)```/s.exec(part)?.[1] : undefined
      const flow = text === undefined ? null : flowOf(code, text)
      return flow === null ? [] : [[code, kind, flow] as const]
    }),
  )
  if (found.length < 80) throw new Error(`Only ${found.length} examples can be tried.`)
  return found
}

const end = { kind: 'end' }
const variables = {
  first_name: { type: 'text', default: 'Ada' },
  email: { type: 'email', default: 'ada@example.com' },
  dob: { type: 'date', default: '1990-05-03' },
  age: { type: 'number', default: 36 },
  member: { type: 'text', default: 'm1' },
  plan: { type: 'text', default: 'free' },
  more: { type: 'text', default: '' },
  code: { type: 'text', default: '' },
  name: { type: 'text', default: '' },
}

/** A flow around the example; `null` where it is something that is in no flow file. */
function flowOf(code: string, text: string): string | null {
  if (code === 'broken-json') return text
  if (code === 'braze-limit') return flowOf('', text.replace('(a text of 300 characters)', 'x'.repeat(300)))
  const given: unknown = JSON.parse(text)
  // Members that are there twice are lost once the text is read.
  if (code === 'repeated-member') return text.trim().replace('{', '{ "format": 1, "start": "bye",')
  if (Array.isArray(given)) return listFlow(code, given)
  const json = given as Json
  if ('nodes' in json || 'variables' in json || 'menu' in json || 'format' in json) return wholeFlow(json)
  if ('kind' in json) return wholeFlow({ nodes: { it: json } })
  if ('when' in json)
    return wholeFlow({
      nodes: { it: { kind: 'branch', cases: [json], to: { [String(json.port)]: 'bye', else: 'bye' } } },
    })
  if ('input' in json)
    return wholeFlow({
      nodes: { it: { kind: 'action', action: 'track-user', ...json, to: { success: 'bye', error: 'bye' } } },
    })
  if ('type' in json) return wholeFlow({ nodes: { it: typed(json) } })
  const isNodes = Object.values(json).every((node) => typeof node === 'object' && node !== null && 'kind' in node)
  return isNodes ? wholeFlow({ nodes: json }) : null
}

function typed(json: Json): Json {
  if (json.type === 'image') return { kind: 'say', text: 'x', content: json, to: { next: 'bye' } }
  if (json.type === 'location') return { kind: 'say', text: 'x', content: json, to: { next: 'bye' } }
  return { kind: 'ask', text: '?', answer: json, variable: 'it', to: { next: 'bye' } }
}

function listFlow(code: string, list: readonly unknown[]): string {
  if (code === 'bad-idle') return wholeFlow({ nodes: { it: end }, idle: list })
  const answer = code === 'bad-field' ? { type: 'form', fields: list } : { type: 'choice', choices: list }
  return wholeFlow({ nodes: { it: typed(answer) } })
}

function wholeFlow(given: Json): string {
  const nodes = (given.nodes ?? { it: end }) as { readonly [id: string]: Json }
  const known = ['bye', 'sorry', 'agent', 'help', 'shop', 'thanks', 'apology', 'remind', 'short_form', 'long_form']
  const used = known.filter((id) => JSON.stringify(given).includes(`"${id}"`) && !(id in nodes))
  const whole = {
    format: 1,
    start: Object.keys(nodes)[0],
    ...given,
    variables: { ...variables, it: { type: answerType(given) }, ...(given.variables as Json | undefined) },
    nodes: { ...nodes, ...Object.fromEntries(used.map((id) => [id, end])) },
  }
  return JSON.stringify(whole)
}

/** What the variable of the question around an example must be. */
function answerType(given: Json): string {
  const type = /"answer":\{"type":"([a-z-]+)"/.exec(JSON.stringify(given))?.[1] ?? 'text'
  return type === 'choice' ? 'choice' : type
}

function problemsOf(text: string): readonly Problem[] {
  const { problems } = compile({
    name: 'page',
    start: 'main',
    flows: {
      main: { file: 'flows/main.flow.json', text },
      signup: {
        file: 'flows/signup.flow.json',
        text: JSON.stringify({ format: 1, start: 'bye', nodes: { bye: end } }),
      },
    },
    actions: {
      'track-user': {
        outcomes: [],
        input: {
          type: 'object',
          required: ['email'],
          properties: { email: { type: 'string' }, age: { type: 'number' } },
        },
        outputs: { type: 'object', properties: { code: { type: 'string' } } },
      },
    },
    // Of one of them nobody says how it is meant.
    intents: { order: ['I want to order'], refund: [] },
    channels: ['sms', 'whatsapp'],
  })
  return problems
}
