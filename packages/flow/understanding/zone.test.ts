import { describe, expect, it } from 'vitest'
import { bye, type FlowDraft, program } from '../fixtures/flow.ts'
import type { Recognizer } from '../recognizer.ts'
import { converse } from '../testing.ts'

/** Takes the text for an intent of its own name, and tells the zone that it was asked with. */
function zoned(zones: (string | null)[]): Recognizer {
  return {
    recognize(text, _language, context) {
      zones.push(context?.zone ?? null)
      return { intent: text === 'hours' ? 'hours' : null, confidence: 1, entities: {} }
    },
  }
}

const day = (min: string) => ({
  kind: 'ask',
  text: 'Day?',
  answer: { type: 'date', min },
  variable: 'day',
  to: { next: 'bye' },
})
const variables = { day: { type: 'date' } }

const inner: FlowDraft = { variables, nodes: { day: day('today'), bye } }
const main = (understanding: object | undefined, nodes: object): FlowDraft =>
  ({ understanding, variables, nodes: { ...nodes, bye } }) as FlowDraft

function talk(
  draft: FlowDraft,
  at: string,
  profile?: { readonly [field: string]: string },
  zones: (string | null)[] = [],
) {
  const around = {
    recognizer: zoned(zones),
    intents: { hours: ['hours'] },
    flows: { inner },
    profile: ['time_zone'],
  }
  return converse(program(draft, around), { at, ...(profile === undefined ? {} : { profile }) }).ignores()
}

const seoul = { time_zone: 'Asia/Seoul' }
/** One in the morning of the 27th in Seoul, still the 26th in UTC. */
const night = '2026-11-26T16:00:00Z'

describe('the day and the time zone of a conversation', () => {
  it('[FA6] is today where the flow says that people live', () => {
    talk(main(seoul, { day: day('today') }), night)
      .says('2026-11-26')
      .hears(/too early.*November 27/)
      .says('2026-11-27')
      .is('ended')
    const shown = talk(main(seoul, { day: day('today') }), night).said[0]
    expect(shown).toMatchObject({ input: { type: 'date', min: '2026-11-27' } })
    talk(main(undefined, { day: day('today') }), night)
      .says('2026-11-26')
      .is('ended')
  })

  it('[FA6] is today where the profile says that the person lives, which goes first', () => {
    // Ten in the evening of the 26th in Los Angeles.
    const at = '2026-11-27T06:00:00Z'
    const profile = { time_zone: 'America/Los_Angeles' }
    talk(main(seoul, { day: day('today') }), at, profile)
      .says('2026-11-26')
      .is('ended')
    talk(main(seoul, { day: day('today') }), at, { time_zone: 'Mars/Olympus' })
      .says('2026-11-26')
      .is('waiting')
  })

  it('[FA13] is now by the clock of the question, else of the conversation', () => {
    const when = (more: object) => ({
      when: {
        kind: 'ask',
        text: 'When?',
        answer: { type: 'date-time', min: 'now', ...more },
        variable: 'at',
        to: { next: 'bye' },
      },
    })
    const draft = (more: object) => ({ ...main(seoul, when(more)), variables: { at: { type: 'date-time' } } })
    talk(draft({}), night)
      .says('2026-11-27 00:59')
      .hears(/too early/)
      .says('2026-11-27 01:00')
      .is('ended')
    talk(draft({ time_zone: 'UTC' }), night)
      .says('2026-11-26 15:59')
      .is('waiting')
      .says('2026-11-26 16:00')
      .is('ended')
  })

  it('[FU21] is that of the flow that waits, where the present one names none', () => {
    const zones: (string | null)[] = []
    const called = main(seoul, { visit: { kind: 'call', flow: 'inner', to: { completed: 'bye' } } })
    const person = talk(called, night, undefined, zones)
      .says('2026-11-26')
      .hears(/too early/)
    person.says('anything')
    expect(new Set(zones)).toEqual(new Set(['Asia/Seoul']))
    const asides = main({ ...seoul, intents: { hours: { flow: 'inner' } } }, { day: day('2000-01-01') })
    const aside = talk(asides, night)
      .says('hours')
      .hears('Day?')
      .says('2026-11-26')
      .hears(/too early/)
    aside.says('2026-11-27').hears('Bye.').hears('Day?').says('2026-11-26').is('ended')
  })
})
