import { compile } from '@parley/flow'
import { readBuild, type SolutionBuild, sourceOf } from './build.ts'
import type { Translated } from './texts-record.ts'
import { type Sheet, sheetOf } from './texts-sheet.ts'

const flow = {
  format: 1,
  start: 'name',
  variables: { name: { type: 'text' }, os: { type: 'choice' } },
  idle: [
    { after: '10m', remind: '=Are you there?' },
    { after: '20m', abandon: true },
  ],
  nodes: {
    name: {
      kind: 'ask',
      note: 'Formal.',
      text: 'What is your name?',
      answer: { type: 'text' },
      variable: 'name',
      to: { next: 'os' },
    },
    os: {
      kind: 'ask',
      text: 'Hello {{ name }} & <all>, {% if name %}AT&amp;T{% endif %}\n- one, "two"',
      answer: {
        type: 'choice',
        choices: [
          { id: 'ios', label: 'iPhone', synonyms: ['apple', 'ios phone'] },
          { id: 'other', label: 'Another one' },
        ],
      },
      variable: 'os',
      to: { next: 'bye' },
    },
    bye: { kind: 'end', text: '{{ name }} 👋' },
  },
}

/** A stored build of a small solution in English, with texts by language. */
export function buildWith(texts: { readonly [language: string]: string }, more: object = {}): SolutionBuild {
  return readBuild({
    format: 1,
    name: 'test',
    customer: null,
    start: 'main',
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify({ ...flow, ...more }) } },
    actions: {},
    bundle: '',
    sourceMap: '',
    params: { sandbox: {}, prod: {} },
    secrets: [],
    egress: [],
    language: 'en',
    texts: Object.fromEntries(
      Object.entries(texts).map(([language, text]) => [language, { file: `texts/${language}.yaml`, text }]),
    ),
  })
}

export function sheetIn(build: SolutionBuild, language: string, translated: Translated = {}): Sheet {
  return sheetOf(build, compile(sourceOf(build)).texts, language, translated)
}

/** As it is exported. */
export function exported(build: SolutionBuild, language: string): Sheet {
  const sheet = sheetIn(build, language)
  return { ...sheet, rows: sheet.rows.filter((row) => row.asked) }
}
