import { diffArrays } from 'diff'
import type { Effect } from '../effect.ts'
import type { OriginalTurn } from './record.ts'
import type { PlayedTurn } from './stage.ts'

/** A line of either side, or of both. */
export interface ComparedLine {
  readonly side: 'both' | 'before' | 'after'
  readonly text: string
}

export interface Comparison {
  readonly messages: readonly ComparedLine[]
  /** Actions and calls of Braze, with what they are given. */
  readonly writes: readonly ComparedLine[]
  readonly same: boolean
}

type Turn = Pick<OriginalTurn | PlayedTurn, 'effects'>

/** Beyond so many changes two conversations have nothing in common. */
const mostChanges = 2000

/** What was said and what was written, then and now. */
export function compareTurns(before: readonly Turn[], after: readonly Turn[]): Comparison {
  const messages = compareLines(before.flatMap(messagesOf), after.flatMap(messagesOf))
  const writes = compareLines(before.flatMap(writesOf), after.flatMap(writesOf))
  return { messages, writes, same: [...messages, ...writes].every(({ side }) => side === 'both') }
}

function compareLines(before: readonly string[], after: readonly string[]): readonly ComparedLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostChanges })
  if (changes === undefined)
    return [
      ...before.map((text) => ({ side: 'before', text }) as const),
      ...after.map((text) => ({ side: 'after', text }) as const),
    ]
  return changes.flatMap(({ value, added, removed }) =>
    value.map((text): ComparedLine => ({ side: added ? 'after' : removed ? 'before' : 'both', text })),
  )
}

function messagesOf({ effects }: Turn): readonly string[] {
  return effects.flatMap((effect) => {
    switch (effect.kind) {
      case 'send':
        return [`bot     ${textOf(effect)}`]
      case 'hear':
        return [`person  ${effect.content.text}`]
      case 'hand-over':
        return [`(handed over${effect.skill === null ? '' : ` to ${effect.skill}`})`]
      case 'end':
        return [`(${effect.status}${effect.outcome === null ? '' : ` with ${effect.outcome}`})`]
      default:
        return []
    }
  })
}

/** The words, and what is shown besides: another choice is another message. */
function textOf({ content }: Extract<Effect, { kind: 'send' }>): string {
  const { text, kind, ...more } = content
  if (content.kind === 'choices') return `${text}  [${content.choices.map(({ label }) => label).join(' | ')}]`
  const {
    input: _how,
    language: _language,
    direction: _direction,
    ...shown
  } = more as { readonly [member: string]: unknown }
  return kind === 'text' || Object.keys(shown).length === 0 ? text : `${text} ${JSON.stringify({ kind, ...shown })}`
}

function writesOf({ effects }: Turn): readonly string[] {
  return effects.flatMap((effect) =>
    effect.kind === 'run-action'
      ? [`${effect.action}${effect.mode === 'queue' ? ' (queued)' : ''} ${JSON.stringify(sorted(effect.input))}`]
      : [],
  )
}

/** The order of members means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  )
}

/** Lines around what differs, each with `-`, `+` or a space before it. */
export function printCompared(lines: readonly ComparedLine[], context = 2): readonly string[] {
  const marks = { both: ' ', before: '-', after: '+' } as const
  const near = (index: number) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ side }) => side !== 'both')
  return lines.flatMap(({ side, text }, index) => {
    if (!near(index)) return index > 0 && near(index - 1) ? ['  …'] : []
    return text.split('\n').map((line) => `${marks[side]} ${line}`)
  })
}
