/**
 * The engines of all solutions that have one: who is asked, for how long, and what happens when they do not answer.
 *
 * Owns bounds and counts. Leaves the form of each service to its engine, what may be sent and where to the broker of actions, masking
 * to whoever asks, and for how long an engine is kept to whoever opened it.
 *
 * 1. Whoever asks has an answer, or `null`, after `timeout_ms` at the latest; then what was learned from the examples counts.
 * 2. It never fails, and nothing of a sentence is logged.
 * 3. A service that fails again and again, or asks for it, is left alone for a while; the operator is told why, and when it answers again.
 * 4. An answer counts if the service is sure of it, "none of these" as well. One that is not sure overrules nobody.
 */
import type { UnderstandingSettings } from '@parley/actions/understanding'
import type { Log } from '@parley/runtime'
import { type Counter, Counter as MadeCounter, type Registry } from 'prom-client'
import { createChatEngine } from './chat-engine.ts'
import { createCircuit } from './circuit.ts'
import { createEmbeddingEngine } from './embedding-engine.ts'
import {
  type Engine,
  type EngineAsked,
  EngineError,
  type EngineFailure,
  type EngineGuess,
  type EngineParts,
} from './engine.ts'
import { createRasaEngine } from './rasa-engine.ts'

/** Where one is asked from: a version in an environment. */
export interface EnginePlace extends EngineParts {
  readonly solution: string
  readonly environment: string
}

export interface Engines {
  open(place: EnginePlace): OpenEngine
}

export interface OpenEngine {
  /** `null`: it is not asked, has no answer, or is not sure. */
  guess(asked: EngineAsked): Promise<EngineGuess | null>
}

const usualTimeoutMs = 1500
const usualLeast = 0.5
/** Of one place at the same time; more do without. */
const mostAtOnce = 32

const makers: { readonly [kind in UnderstandingSettings['engine']]: (parts: EngineParts) => Engine } = {
  openai: createChatEngine,
  'openai-embeddings': createEmbeddingEngine,
  rasa: createRasaEngine,
}

type Outcome = 'answered' | 'none' | 'unsure' | 'resting' | 'busy' | EngineFailure

export function createEngines(parts: {
  readonly registry?: Registry
  readonly log?: Pick<Log, 'warn'>
  readonly now: () => number
}): Engines {
  const counter = parts.registry === undefined ? null : counterIn(parts.registry)
  return {
    open({ solution, environment, ...its }) {
      const { settings } = its
      const where = { solution, environment }
      const engine = makers[settings.engine](its)
      const circuit = createCircuit(parts.now)
      const count = (outcome: Outcome) => counter?.inc({ ...where, outcome })
      let asking = 0
      return {
        async guess(asked) {
          if (!speaks(settings, asked.language)) return null
          const attempt = asking < mostAtOnce ? circuit.enter() : null
          if (attempt === null) {
            count(asking < mostAtOnce ? 'resting' : 'busy')
            return null
          }
          asking += 1
          try {
            const guess = await within(settings.timeout_ms ?? usualTimeoutMs, (signal) => engine.guess(asked, signal))
            if (attempt.succeeded())
              parts.log?.warn(
                { ...where, engine: settings.engine, outcome: 'answered' },
                'the service that is asked what people mean answers again',
              )
            const isSure = guess !== null && guess.confidence >= (settings.least ?? usualLeast)
            count(!isSure ? 'unsure' : guess.intent === null ? 'none' : 'answered')
            return isSure ? guess : null // 4
          } catch (error) {
            const { why, afterMs, message: reason } = error instanceof EngineError ? error : unforeseen(error)
            count(why)
            // That it is being prepared says nothing about the service.
            if (why === 'unready' && afterMs === undefined) attempt.dropped()
            else if (attempt.failed(afterMs))
              parts.log?.warn(
                { ...where, engine: settings.engine, outcome: why, reason },
                'the service that is asked what people mean is left alone for a while',
              )
            return null
          } finally {
            asking -= 1
          }
        },
      }
    },
  }
}

/** Its own message may hold anything. */
const unforeseen = (error: unknown): EngineError =>
  new EngineError('broken', `Its answer could not be read (${error instanceof Error ? error.name : typeof error}).`)

/** Rule 1: whoever it is that does not heed the signal. */
async function within<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ending = new AbortController()
  const late = new EngineError('late', `It did not answer within ${ms} ms.`)
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
