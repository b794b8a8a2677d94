import type { Effect } from '../effect.ts'
import { plainOf } from '../plain.ts'
import type { Value } from '../value.ts'

/** One line of a conversation as a person reads it. */
export interface Line {
  readonly who: 'bot' | 'person' | 'action' | 'time' | 'outside' | 'end'
  readonly text: string
}

export const quote = (text: string): string => JSON.stringify(text)

function showJson(value: Value | undefined): string {
  return JSON.stringify(value ?? null)
}

/** What the conversation did, in words that fit behind "expected" and "happened". */
export function describe(effect: Effect): string {
  switch (effect.kind) {
    case 'send':
      return `the bot says ${quote(effect.content.text)}`
    case 'run-action':
      return `the action ${effect.action} is ${effect.mode === 'await' ? 'awaited' : 'queued'}`
    case 'end':
      return `the conversation is ${effect.status}${effect.outcome === null ? '' : ` with ${effect.outcome}`}`
    case 'hand-over':
      return `the conversation is handed over${effect.skill === null ? '' : ` to ${effect.skill}`}`
    case 'hear':
      return `the person says ${quote(effect.content.text)}`
    case 'plan':
      return `Braze is to send something later: ${effect.rule}`
    default:
      return effect.kind
  }
}

/** What an effect adds to the transcript; `null`: nothing. */
export function lineOf(effect: Effect): Line | null {
  switch (effect.kind) {
    case 'send':
      return { who: 'bot', text: plainOf(effect.content) }
    case 'hear':
      return { who: 'person', text: effect.content.text }
    case 'run-action':
      return {
        who: 'action',
        text: `${effect.action}${effect.mode === 'queue' ? ' (queued)' : ''} ${showJson(effect.input)}`,
      }
    case 'hand-over':
    case 'plan':
      return { who: 'outside', text: describe(effect) }
    case 'end-hand-over':
      return { who: 'outside', text: `the hand-over is over: ${effect.outcome}` }
    case 'end':
      return { who: 'end', text: describe(effect) }
    default:
      return null
  }
}
