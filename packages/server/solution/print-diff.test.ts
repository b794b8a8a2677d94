import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readBuild, type SolutionBuild } from './build.ts'
import { diffBuilds } from './compared.ts'
import { printDiff, summarizeDiff } from './print-diff.ts'

function build(nodes: object, more: Partial<SolutionBuild> = {}): SolutionBuild {
  const text = JSON.stringify({ format: 1, start: Object.keys(nodes)[0], nodes })
  return readBuild({
    format: 1,
    name: 'shop',
    customer: null,
    start: 'main',
    flows: { main: { file: 'flows/main.flow.json', text } },
    actions: { track: { outcomes: ['gone'] } },
    bundle: '',
    sourceMap: '{}',
    params: { sandbox: {}, prod: { url: 'https://one.example' } },
    secrets: ['key'],
    egress: [],
    texts: { ko: { file: 'texts/ko.yaml', text: 'main:\n  bye:\n    text: 안녕\n' } },
    sources: { 'actions/track.ts': 'one\ntwo\nthree\n' },
    ...more,
  })
}

const ask = { kind: 'ask', text: 'Which city do you live in?', to: { next: 'bye' } }
const bye = { kind: 'end', text: 'Bye.' }
const older = build({ city: ask, bye, old: { kind: 'say', text: 'Old', to: { next: 'bye' } } })
const newer = build(
  {
    city: { ...ask, text: 'Which town do you live in?', to: { next: 'hi', failed: 'bye' } },
    hi: { kind: 'say', text: 'Hi', to: { next: 'bye' } },
    bye,
  },
  {
    actions: { track: { outcomes: ['gone', 'late'] } },
    params: { sandbox: {}, prod: { url: 'https://two.example' } },
    secrets: ['key', 'other'],
    texts: { ko: { file: 'texts/ko.yaml', text: 'main:\n  bye:\n    text: 안녕히 가세요\n' } },
    sources: { 'actions/track.ts': 'one\n2\nthree\n' },
  },
)

const expected = `flow main
  ~ ask city
    ~ text: Which [-city-]{+town+} do you live in?
    ~ next → hi (was bye)
    + failed → bye
  + say hi
    + text: Hi
    + next → bye
  - say old
    - text: Old
    - next → bye

texts
  ~ ko.main.bye.text: 안녕{+히 가세요+}

actions
  + track.outcomes[1]: late

code
  ~ actions/track.ts
    line 1
       one
      -two
      +2
       three

parameters
  ~ prod.url: https://[-one-]{+two+}.example

secrets
  + other`

describe('a difference on the screen', () => {
  it('reads from the outside in', () => {
    const diff = diffBuilds(older, newer)
    expect(printDiff(diff, { color: false })).toBe(expected)
    expect(summarizeDiff(diff)).toBe(
      'flow main: 1 added, 1 removed, 1 changed, 1 translated text, 1 action signature, 1 code file, 1 parameter, secrets +other',
    )
  })

  it('in colours says the same, without marks', () => {
    const printed = printDiff(diffBuilds(older, newer), { color: true })
    expect(printed).not.toBe(stripVTControlCharacters(printed))
    expect(stripVTControlCharacters(printed)).toContain('~ text: Which citytown do you live in?')
  })

  it('is empty when there is none, also where the files are laid out in another way', () => {
    const { main } = older.flows
    const text = JSON.stringify(JSON.parse(main?.text ?? ''), null, 2)
    const laidOut = { ...older, flows: { main: { file: 'flows/main.flow.json', text } } }
    const diff = diffBuilds(older, laidOut)
    expect([diff.same, printDiff(diff, { color: false }), summarizeDiff(diff)]).toEqual([true, '', 'nothing'])
  })

  it('names what people may mean, and whatever else a solution says', () => {
    const nlu = (example: string) => ({ nlu: { intents: { greet: ['hello', example] }, leastConfidence: null } })
    const diff = diffBuilds({ ...older, ...nlu('hi') }, { ...older, ...nlu('good day'), customer: 'Shop' })
    expect(printDiff(diff, { color: false })).toBe(
      'solution\n  ~ customer: null → Shop\n  ~ nlu.intents.greet[1]: hi → good day',
    )
  })

  it('names code in Python, and texts that are no YAML', () => {
    const files = { 'actions/Track.py': 'a = 1\n' }
    const python = { files, actions: {} }
    const broken = { ko: { file: 'texts/ko.yaml', text: ': : :\n\t-' } }
    const diff = diffBuilds(older, { ...older, ...{ python }, texts: broken } as SolutionBuild)
    expect(printDiff(diff, { color: false })).toContain('+ actions/Track.py')
    expect(summarizeDiff(diff)).toContain('1 translated text')
  })
})
