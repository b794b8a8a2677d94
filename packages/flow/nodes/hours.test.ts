import { describe, expect, it } from 'vitest'
import { problems, program } from '../fixtures/flow.ts'
import { converse } from '../testing.ts'

const hours = {
  kind: 'hours',
  time_zone: 'Europe/Berlin',
  open: { mon: ['09:00-12:00', '13:00-17:00'], fri: ['22:00-02:00'] },
  holidays: ['2026-01-05'],
  opens_at: 'opens_at',
  to: { open: 'open', closed: 'closed' },
}
const draft = {
  variables: { opens_at: { type: 'text', default: 'x' } },
  nodes: {
    hours,
    open: { kind: 'end', text: 'Here{{ opens_at }}.' },
    closed: { kind: 'end', text: 'Back {{ opens_at | date: "%A %H:%M", "Europe/Berlin" }}.' },
  },
}

describe('an hours node', () => {
  it('[FH3] goes by open or closed at the time of the event, and says when it opens', () => {
    const at = (moment: string) => converse(program(draft), { at: moment })
    // The first Monday of the year is a holiday.
    at('2026-01-05T10:00:00Z').hears('Back Friday 22:00.')
    expect(at('2026-01-05T10:00:00Z').variable('opens_at')).toBe('2026-01-09T21:00:00.000Z')
    at('2026-01-12T11:30:00Z').hears('Back Monday 13:00.')
    const open = at('2026-01-12T12:00:00Z').hears('Here.')
    expect(open.variable('opens_at')).toBeNull()
    at('2026-01-10T00:59:59Z').hears('Here.')
    at('2026-01-10T01:00:00Z').hears('Back Monday 09:00.')
  })

  it('[FH3] knows no opening where there is none', () => {
    const never = { ...draft, nodes: { ...draft.nodes, hours: { ...hours, open: {}, holidays: [] } } }
    expect(converse(program(never)).variable('opens_at')).toBeNull()
    converse(program(never)).hears('Back .')
  })

  it('keeps the moment in a text', () => {
    const wrong = { ...draft, variables: { opens_at: { type: 'number' } } }
    expect(problems(wrong).map(({ code }) => code)).toContain('wrong-variable-type')
  })
})
