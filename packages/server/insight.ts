/**
 * What a conversation gets to know of the person's Braze profile when it begins.
 *
 * Owns the look-up: what is asked of Braze, that look-ups of one person at the same time are one, and how long anybody waits. Leaves
 * what is kept to the runtime's `profiles`, whose profile may be asked for to whoever asks, requests and their limits to the
 * action host.
 *
 * 1. Nobody waits longer than the solution says. What comes later is kept for the next conversation.
 * 2. Only the chosen fields are kept.
 * 3. Nothing of a profile is logged, nor whose it is.
 */
import { setTimeout as rest } from 'node:timers/promises'
import { type ActionHost, ActionHostError, nameProfile } from '@parley/actions/host'
import { type InsightSettings, readSpan } from '@parley/actions/insight'
import { BrazeError } from '@parley/braze'
import { exportedFields, readProfile, type Values } from '@parley/flow'
import type { ProfileAsked, ProfileKey, Runtime } from '@parley/runtime'
import type { Logger } from 'pino'
import { brazeCalls } from './braze/braze-call.ts'
import type { Target } from './braze/target.ts'

/** Where a version's profiles are looked up, and which fields of them. */
export interface InsightPlace {
  /** Whose key and address are used. */
  readonly deployment: string
  readonly target: Pick<Target, 'space' | 'account'>
  readonly settings: InsightSettings
}

export interface InsightParts {
  readonly host: Pick<ActionHost, 'call'>
  readonly profiles: () => Runtime['profiles']
  /** `null`: the version chooses nothing. */
  placeOf(asked: ProfileAsked): Promise<InsightPlace | null>
  readonly log: Pick<Logger, 'warn'>
}

const defaultKeep = '15m'
const defaultWait = '300ms'
/** A look-up that nobody waits for any more is given up after this time. */
const longestMs = 10_000

/** Answers `ProfileAsked` of the runtime; never rejects but when the version itself cannot be loaded. */
export function createInsight(parts: InsightParts): (asked: ProfileAsked) => Promise<Values | null> {
  /** By person and fields. */
  const running = new Map<string, Promise<Values | null>>()

  async function ask(person: ProfileAsked['person'], { deployment, settings }: InsightPlace): Promise<Values | null> {
    const named = 'external_id' in person ? { external_ids: [person.external_id] } : { user_aliases: [person] }
    const body = { ...named, fields_to_export: [...exportedFields(settings.fields)] }
    const signal = AbortSignal.timeout(longestMs)
    const answer = await parts.host.call(deployment, 'users.export.ids', body, { signal })
    const { profile } = brazeCalls['braze.users.export.ids']?.read(answer as Values).outputs ?? {}
    return readProfile(profile as Values | undefined, settings.fields) // 2
  }

  async function find(person: ProfileAsked['person'], place: InsightPlace): Promise<Values | null> {
    const { settings, target } = place
    const keepMs = readSpan(settings.keep ?? defaultKeep)
    const key: ProfileKey = { ...target, profile: nameOf(person), fields: settings.fields }
    const kept = keepMs > 0 ? await parts.profiles().find(key) : undefined
    if (kept !== undefined) return kept
    const lookUp = keepMs > 0 ? await parts.profiles().begin(key) : null
    const found = await ask(person, place)
    // The conversation that asked has its answer, kept or not.
    await lookUp?.keep(found, keepMs).catch(() => {})
    return found
  }

  function findOnce(asked: ProfileAsked, place: InsightPlace): Promise<Values | null> {
    const id = JSON.stringify([place.target.space, place.target.account, nameOf(asked.person), place.settings.fields])
    const present = running.get(id)
    if (present !== undefined) return present
    const { solution, environment } = asked
    const finding = find(asked.person, place)
      .catch((error: unknown) => {
        parts.log.warn({ solution, environment, code: codeOf(error) }, 'a profile could not be looked up') // 3
        return null
      })
      .finally(() => running.delete(id))
    running.set(id, finding)
    return finding
  }

  return async (asked) => {
    const place = await parts.placeOf(asked)
    if (place === null || place.settings.at === 'demand') return null
    const late = new AbortController()
    const waited = rest(readSpan(place.settings.wait ?? defaultWait), null, { signal: late.signal }).catch(() => null)
    try {
      return await Promise.race([findOnce(asked, place), waited]) // 1
    } finally {
      late.abort()
    }
  }
}

function nameOf(person: ProfileAsked['person']): string {
  return nameProfile(
    'external_id' in person
      ? { kind: 'external_id', value: person.external_id }
      : { kind: 'user_alias', name: person.alias_name, label: person.alias_label },
  )
}

function codeOf(error: unknown): string {
  return error instanceof BrazeError || error instanceof ActionHostError ? error.code : 'unknown'
}
