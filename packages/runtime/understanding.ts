/**
 * What words mean, found out elsewhere before the step, where the solution wants that.
 *
 * Owns when somebody is asked and what they are told: words that a node would understand, masked, never sensitive ones. Leaves who is asked
 * to the port, and what is done with the answer to the flow.
 *
 * RU1 nobody is asked unless the conversation stands where what its words mean would be used, and nobody is told sensitive words
 * RU2 what one conversation waits for holds up no other one; its own messages stay in order
 * RU3 without an answer the program's own recognizer counts
 */
import {
  hearsSensitive,
  listensAt,
  type Program,
  type Recognition,
  readState,
  type Said,
  type State,
} from '@parley/flow'
import type { Cipher } from './cipher.ts'
import type { Queryable } from './database.ts'
import type { ConversationId, VersionId } from './ids.ts'
import { knownOf, maskWords, personalIn } from './masked-words.ts'
import type { Log } from './ports.ts'
import type { Programs } from './programs.ts'
import type { Environment } from './runtime.ts'
import { sensitiveValues } from './sensitive.ts'
import { stateOf } from './sql/lock-conversations.ts'
import { asked } from './versions.ts'

export interface WordsAsked {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  /** Masked. */
  readonly text: string
  /** BCP 47. */
  readonly language: string
}

/** Whoever knows better than the solution's own recognizer. */
export interface UnderstandWords {
  /** Whether any version asks at all; as long as none does, nobody waits for anything. */
  isOn(): boolean
  /** In bounded time. `null`: it is not asked, or has no answer; an `intent` of `null`: it means none of them. */
  ask(words: WordsAsked): Promise<{ readonly intent: string | null; readonly confidence: number } | null>
}

/** For the event; `undefined`: the program's recognizer is to be asked. */
export type FindMeaning = (conversation: ConversationId, said: Said) => Promise<Recognition | undefined>

export interface Understanding {
  isOn(): boolean
  find: FindMeaning
}

interface Place {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  readonly state: unknown
}

export function createUnderstanding(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly cipher: Cipher
  readonly programs: Programs
  readonly log: Log
  readonly port: UnderstandWords | undefined
  now(): number
}): Understanding {
  const { db, workspace, programs, port } = parts
  /** The last one of each conversation: RU2. */
  const lines = new Map<ConversationId, Promise<Recognition | undefined>>()

  async function placeOf(conversation: ConversationId): Promise<Place | undefined> {
    const text = `select solution, environment, version_id as version, state from parley.conversation
      where workspace_id = $1 and id = $2`
    return (await db.query<Place>({ name: 'find-meaning', text, values: [workspace, conversation] })).rows[0]
  }

  async function look(conversation: ConversationId, said: Said): Promise<Recognition | undefined> {
    if (port === undefined || said.kind !== 'text' || said.text.trim() === '') return undefined
    const place = await asked(placeOf(conversation))
    if (place === undefined) return undefined
    const { solution, environment, version } = place
    const program = programs.find(version) ?? (await asked(programs.load(db, version)))
    const state = readState(parts.cipher.openJson(stateOf(conversation), place.state), { conversation })
    if (!listensAt(program, state) || hearsSensitive(program, state)) return undefined // RU1
    const language = languageOf(program, state)
    const own = program.recognizer.recognize(said.text, language, { at: parts.now(), zone: zoneOf(program, state) })
    // What is said literally needs nobody.
    if (own.confidence >= 1) return undefined
    const text = maskWords(said.text, [
      ...sensitiveValues(program, [state]),
      ...knownOf(state.contact),
      ...personalIn(own),
    ])
    const guess = text === '' ? null : await port.ask({ solution, environment, version, text, language })
    return guess === null ? undefined : merged(own, guess)
  }

  return {
    isOn: () => port?.isOn() === true,
    find(conversation, said) {
      const before = lines.get(conversation) ?? Promise.resolve(undefined)
      const finding = before
        .then(() => look(conversation, said))
        .catch((error: unknown) => {
          // RU3; its words may hold something of the person.
          const name = error instanceof Error ? error.name : 'unknown'
          parts.log.warn({ conversation, error: name }, 'nobody could be asked what words mean')
          return undefined
        })
      lines.set(conversation, finding)
      void finding.then(() => {
        if (lines.get(conversation) === finding) lines.delete(conversation)
      })
      return finding
    },
  }
}

/** Entities and what else it may be are the recognizer's; what is meant is the other's word. */
function merged(
  own: Recognition,
  { intent, confidence }: { readonly intent: string | null; readonly confidence: number },
) {
  const ranked = [
    ...(own.intent === null ? [] : [{ intent: own.intent, confidence: own.confidence }]),
    ...(own.alternatives ?? []),
  ]
  const alternatives = ranked.filter((each) => each.intent !== intent)
  return { ...own, intent, confidence, alternatives }
}

const languageOf = (program: Program, state: State): string =>
  state.language ?? program.flows.get(state.flow)?.languages.own ?? 'en'

function zoneOf(program: Program, { profile, flow }: State): string | null {
  const told = profile?.time_zone ?? program.flows.get(flow)?.understanding?.timeZone
  return typeof told === 'string' ? told : null
}
