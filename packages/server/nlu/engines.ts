/**
 * The engines of all solutions that have one: who is asked, for how long, and what happens when they do not answer.
 *
 * Owns bounds and counts. Leaves the form of each service to its engine, what may be sent and where to the broker of actions, and masking
 * to whoever asks.
 *
 * 1. Whoever asks has an answer, or `null`, after `timeout_ms` at the latest; then what was learned from the examples counts.
 * 2. It never fails, and nothing of a sentence is logged.
 * 3. A service that fails again and again, or asks for it, is left alone for a while.
 */
import type { UnderstandingSettings } from '@parley/actions/understanding'
import type { Intents } from '@parley/flow'
import { type Counter, Counter as MadeCounter, type Registry } from 'prom-client'
import { createChatEngine } from './chat-engine.ts'
import { type Circuit, createCircuit } from './circuit.ts'
import { createEmbeddingEngine } from './embedding-engine.ts'
import { type Engine, EngineError, type EngineFailure, type EngineGuess, type EngineSend } from './engine.ts'
import { createRasaEngine } from './rasa-engine.ts'

/** Where one is asked from: a version in an environment. */
export interface EnginePlace {
  readonly solution: string
  readonly environment: string
  readonly settings: UnderstandingSettings
  readonly intents: Intents
  readonly send: EngineSend
}

export interface Engines {
  /** `key`: the same for the same place. `null`: it is not asked, or has no answer. */
  guess(
    key: string,
    place: EnginePlace,
    asked: { readonly text: string; readonly language: string },
  ): Promise<EngineGuess | null>
}

const usualTimeoutMs = 1500
const usualLeast = 0.5
/** Of one place at the same time; more do without. */
const mostAtOnce = 32
const mostPlaces = 64

const makers: { readonly [kind in UnderstandingSettings['engine']]: typeof createChatEngine } = {
  openai: createChatEngine,
  'openai-embeddings': createEmbeddingEngine,
  rasa: createRasaEngine,
}

interface Running {
  readonly engine: Engine
  readonly circuit: Circuit
  count: number
}

type Outcome = 'answered' | 'none' | 'resting' | 'busy' | EngineFailure

export function createEngines(parts: { readonly registry?: Registry; readonly now: () => number }): Engines {
  const running = new Map<string, Running>()
  const counter = parts.registry === undefined ? null : counterIn(parts.registry)

  function runningAt(key: string, { settings, send }: EnginePlace): Running {
    const known = running.get(key) ?? {
      engine: makers[settings.engine]({ settings, send }),
      circuit: createCircuit(parts.now),
      count: 0,
    }
    running.delete(key)
    running.set(key, known)
    const [oldest] = running.keys()
    if (running.size > mostPlaces && oldest !== undefined) running.delete(oldest)
    return known
  }

  return {
    async guess(key, place, asked) {
      const { solution, environment, settings, intents } = place
      const count = (outcome: Outcome) => counter?.inc({ solution, environment, outcome })
      const its = runningAt(key, place)
      if (!speaks(settings, asked.language)) return null
      if (its.count >= mostAtOnce || !its.circuit.enter()) {
        count(its.count >= mostAtOnce ? 'busy' : 'resting')
        return null
      }
      its.count += 1
      try {
        const guess = await within(settings.timeout_ms ?? usualTimeoutMs, (signal) =>
          its.engine.guess({ ...asked, intents }, signal),
        )
        its.circuit.succeeded()
        const isMeant = guess.intent !== null && guess.confidence >= (settings.least ?? usualLeast)
        count(isMeant ? 'answered' : 'none')
        return isMeant ? guess : { ...guess, intent: null }
      } catch (error) {
        const why = error instanceof EngineError ? error.why : 'broken'
        // Not being ready says nothing about the service.
        if (why === 'unready') its.circuit.succeeded()
        else its.circuit.failed(error instanceof EngineError ? error.afterMs : undefined)
        count(why)
        return null
      } finally {
        its.count -= 1
      }
    },
  }
}

/** Rule 1: whoever it is that does not heed the signal. */
async function within<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ending = new AbortController()
  const late = new EngineError('late', 'It did not answer in time.')
  let timer: ReturnType<typeof setTimeout> | undefined
  const waited = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(late)
      ending.abort(late)
    }, ms)
  })
  try {
    return await Promise.race([work(ending.signal), waited])
  } finally {
    clearTimeout(timer)
  }
}

/** `pt-BR` is spoken where `pt` is. */
function speaks({ languages }: UnderstandingSettings, language: string): boolean {
  return languages === undefined || languages.some((each) => language === each || language.startsWith(`${each}-`))
}

function counterIn(registry: Registry): Counter {
  return new MadeCounter({
    name: 'parley_understanding_engine_total',
    help: 'Sentences for which a service elsewhere was asked, by what became of it.',
    labelNames: ['solution', 'environment', 'outcome'],
    registers: [registry],
  })
}
