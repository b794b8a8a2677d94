import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '../fixtures/any-text.ts'
import { Bot } from './bot.ts'
import { exportPypestream } from './export.ts'
import { anyTable } from './fixtures/table.ts'
import { flowOf } from './flow.ts'
import { importPypestream } from './import.ts'
import { readRow } from './row.ts'
import { SheetReport } from './sheet-report.ts'
import { readTable } from './table.ts'

/** The flow of a table, without the compiler's opinion of it: circles without a pause are somebody else's concern. */
function flowIn(text: string): { readonly flow: unknown; readonly report: SheetReport } {
  const report = new SheetReport('bot.csv')
  const rows = readTable(text, report).flatMap((row) => readRow(row, report) ?? [])
  return { flow: flowOf(new Bot(rows, report)).flow, report }
}

const out = (flow: unknown) => exportPypestream({ flow: { file: 'main.flow.json', text: JSON.stringify(flow) } })
const into = (text: string) => importPypestream({ bot: { file: 'bot.csv', text } }, 'any')

describe('import, export, import', () => {
  it('[FY1] [FY13] is the same flow, for every table', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyTable, (text) => {
        const first = flowIn(text)
        expect(first.report.problems.filter(({ severity }) => severity === 'error')).toEqual([])
        const { files, problems } = out(first.flow)
        expect(problems).toEqual([])
        expect(flowIn(files?.['bot.csv'] ?? '').flow).toEqual(first.flow)
      }),
      { numRuns: 200 },
    )
  })

  it('[FY8] what rows become has no mistakes but circles without a pause, for every table', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyTable, (text) => {
        const errors = into(text).problems.filter(({ severity }) => severity === 'error')
        expect(errors.map(({ reason }) => reason).filter((reason) => !reason.includes('circle'))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('[FY13] [FY14] whatever is changed in a flow goes out, and comes in again', { timeout: 60_000 }, () => {
    const change = fc.record({
      node: fc.nat(),
      members: fc.constantFrom<object>(
        { text: 'Other words, {{ name }}' },
        { text: '{% if name %}x{% endif %}' },
        { answer: { type: 'email' } },
        { meta: {} },
        { note: 'New' },
        { variable: 'email' },
      ),
      target: fc.nat(),
    })
    fc.assert(
      fc.property(anyTable, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        const flow = structuredClone(flowIn(text).flow) as {
          nodes: { [id: string]: { to?: { [port: string]: string } } }
        }
        const ids = Object.keys(flow.nodes)
        for (const { node, members, target } of changes) {
          const changed = flow.nodes[ids[node % ids.length] ?? '']
          if (changed === undefined) continue
          for (const [name, value] of Object.entries(members))
            if (name in changed) Object.assign(changed, { [name]: value })
          const [port] = Object.keys(changed.to ?? {})
          if (port !== undefined && changed.to !== undefined) changed.to[port] = ids[target % ids.length] ?? ''
        }
        const { files, problems } = out(flow)
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
        const { report } = flowIn(files?.['bot.csv'] ?? '')
        expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      { numRuns: 150 },
    )
  })
})

describe('any text whatever', () => {
  it('[FY5] gives a solution or problems', { timeout: 60_000 }, () => {
    const piece = fc.constantFrom(
      '"',
      ',',
      '\n',
      '\r',
      ';',
      '~',
      '|',
      '{',
      '}',
      '1',
      '-500',
      'A',
      'D',
      'Node Number',
      'Node Type',
      '{"type":"static"',
      'é',
      '\u0000',
      '\ud800',
    )
    const text = fc.oneof(
      anyText(),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    )
    const broken = fc.tuple(anyTable, fc.nat(), fc.nat(), text).map(([table, from, length, put]) => {
      const at = from % table.length
      return table.slice(0, at) + put + table.slice(at + (length % 30))
    })
    fc.assert(
      fc.property(fc.oneof(text, broken), text, (bot, other) => {
        const file = { file: 'other', text: other }
        const { files, problems } = importPypestream(
          { bot: { file: 'bot.csv', text: bot }, intents: file, entities: file, app: file },
          'any',
        )
        expect(files === null).toBe(problems.some(({ severity }) => severity === 'error'))
      }),
      { numRuns: 150 },
    )
  })
})
