/** What a step of a story expects, held against what the conversation did. */
import { type BrazeCallName, brazeCalls } from '../braze-facts.ts'
import type { Effect } from '../effect.ts'
import type { ActionResult } from '../result.ts'
import type { State } from '../state.ts'
import type { Values } from '../value.ts'
import { describe, quote } from './line.ts'
import { brokenPattern, compareValue, type Extent, fitsText } from './match.ts'
import { offeredBy } from './spoken.ts'
import type { Step, Steps } from './story.ts'

/** What was expected and what happened; `null`: the same. */
export type Miss = { readonly expected: string; readonly happened: string } | null
export type RunAction = Extract<Effect, { kind: 'run-action' }>

interface Expected {
  /** In words. */
  readonly expected: string
  readonly miss: (effect: Effect) => Miss
}

export function expectBot(step: Steps['bot'], state: State): Expected {
  const { bot: text } = step
  const expected = `the bot says ${quote(text)}`
  const broken = brokenPattern(text)
  return {
    expected,
    miss(effect) {
      if (effect.kind !== 'send' || !fitsText(text, effect.content.text)) {
        const why = broken === null || effect.kind !== 'send' ? '' : ` (not a pattern: ${broken})`
        return { expected, happened: `${describe(effect)}${why}` }
      }
      const { content } = effect
      const language = content.language ?? state.language ?? undefined
      const shown = { content: content.kind, language }
      for (const member of ['content', 'language'] as const) {
        const wanted = step[member]
        if (wanted !== undefined && wanted !== shown[member])
          return {
            expected: `${expected} with ${member} ${wanted}`,
            happened: `${member} ${shown[member] ?? 'unknown'}`,
          }
      }
      return step.choices === undefined ? null : compareChoices(step.choices, offeredBy(content))
    },
  }
}

function compareChoices(
  wanted: readonly string[],
  offered: readonly { readonly id: string; readonly label: string }[],
): Miss {
  const same =
    wanted.length === offered.length &&
    offered.every(({ id, label }, index) => wanted[index] === id || wanted[index] === label)
  const happened = offered.map(({ id, label }) => (id === label ? id : `${id} (${label})`)).join(', ') || 'nothing'
  return same ? null : { expected: `the choices ${wanted.join(', ') || 'nothing'}`, happened }
}

export function expectRun(step: Steps['action'] | Steps['queued'] | Steps['braze']): Expected {
  if ('braze' in step) return expectBraze(step)
  const [action, mode] = 'action' in step ? [step.action, 'await'] : [step.queued, 'queue']
  const expected = `the action ${action} is ${mode === 'await' ? 'awaited' : 'queued'}`
  return {
    expected,
    miss(effect) {
      if (effect.kind !== 'run-action' || effect.action !== action || effect.mode !== mode)
        return { expected, happened: describe(effect) }
      return (
        compareInput(action, step.input, effect.input, 'members') ??
        compareInput(action, step.exact_input, effect.input, 'exact')
      )
    },
  }
}

function expectBraze(step: Steps['braze']): Expected {
  const action = brazeActionOf(step.braze)
  const expected = `Braze is called: ${action ?? step.braze}`
  return {
    expected,
    miss(effect) {
      if (effect.kind !== 'run-action' || effect.action !== action) return { expected, happened: describe(effect) }
      const { options: _ours, ...body } = effect.input
      return compareInput(action, step.body, body, 'exact')
    },
  }
}

/** The reserved action of a call: `users.track`, `braze.users.track` and `POST /users/track` are the same. */
export function brazeActionOf(written: string): BrazeCallName | null {
  for (const [action, request] of Object.entries(brazeCalls) as readonly [BrazeCallName, string][])
    if (written === action || written === action.slice('braze.'.length) || written === request) return action
  return null
}

function compareInput(action: string, expected: Values | undefined, given: Values, extent: Extent): Miss {
  if (expected === undefined) return null
  const miss = compareValue(expected, given, extent)
  return (
    miss && { expected: `${action} gets ${miss.path} = ${miss.expected}`, happened: `${miss.path} = ${miss.happened}` }
  )
}

/** The request that a call is, `POST /users/track`; what is not known by a name is taken as one. */
export function brazeRequestOf(written: string): string {
  const action = brazeActionOf(written)
  return action === null ? written : brazeCalls[action]
}

/** How a mocked action ends. */
export function resultOf(step: Steps['action'] | Steps['queued'] | Steps['braze']): ActionResult {
  if ('queued' in step) return { outcome: 'success', outputs: {} }
  const { outcome = step.error === undefined ? 'success' : 'error', outputs = {} } = step
  if (outcome !== 'error' && step.error === undefined) return { outcome, outputs }
  const error = step.error ?? { kind: 'returned' as const, message: 'It did not work.' }
  return { outcome: 'error', outputs, error: { ...error, retry: 'no' } }
}

export function expectHandOver(
  wanted: Extract<Step, { hand_over: unknown }>['hand_over'],
  effect: Effect | undefined,
  silence: string,
): Miss {
  if (effect?.kind !== 'hand-over') return { expected: 'the conversation is handed over', happened: silence }
  if (wanted === true) return null
  const { skill, note: brief } = effect
  for (const [member, given] of [
    ['skill', skill],
    ['brief', brief],
  ] as const) {
    const text = wanted[member]
    if (text !== undefined && (given === null || !fitsText(text, given)))
      return {
        expected: `handed over with ${member} ${quote(text)}`,
        happened: given === null ? `no ${member}` : quote(given),
      }
  }
  return null
}
