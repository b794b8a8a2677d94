/**
 * Sends: who a trigger reaches.
 *
 * Owns the way from a trigger to the people and the record of it. Leaves the messages of campaigns to `sendings.ts`, the way through a
 * Canvas to `journeys.ts`, requests and their refusals to the handlers.
 *
 * T1 A recipient's attributes are applied before anything is rendered for anybody of the same trigger.
 * T2 The same person twice in one trigger is one recipient: the last one.
 * T3 Nobody is created unless `send_to_existing_only` is false.
 * T4 A campaign or Canvas that is not active sends nothing.
 * T5 Work happens after the answer: a trigger never waits for what it sets off.
 */
import { randomUUID } from 'node:crypto'
import type { ConnectedAudience } from '@parley/braze/contract'
import { isInAudience } from '../audience.ts'
import { applyChange } from '../change.ts'
import type { Ground } from '../part.ts'
import type { Profile } from '../profile.ts'
import { showTime } from '../time.ts'
import type { Campaign } from './campaign.ts'
import type { Canvas } from './canvas.ts'
import type { RecordPlace } from './journey-log.ts'
import type { Journeys } from './journeys.ts'
import type { MessageOrigin } from './liquid/scope.ts'
import type { Message } from './message.ts'
import type { Postback } from './postback.ts'
import type { SubscriptionState } from './reach.ts'
import { changeOf, findRecipient, type PropertyKind, type Recipient } from './recipient.ts'
import { KEPT, MESSAGE_CHARACTERS, type RecipientRecord, type SendRecord, type SendRecords } from './send-record.ts'
import { newMessageRecord, type Sendings } from './sendings.ts'

/** What is sent. A message of a request may name the campaign that it is counted under. */
export type Source =
  | { readonly kind: 'campaign'; readonly campaign: Campaign }
  | { readonly kind: 'canvas'; readonly canvas: Canvas }
  | { readonly kind: 'message'; readonly messages: readonly Message[]; readonly campaign?: Campaign | undefined }

/** To whom. An audience beside recipients narrows them. */
export type Addressees = {
  readonly audience?: ConnectedAudience | undefined
  readonly segmentId?: string | undefined
} & (
  | { readonly kind: 'recipients'; readonly recipients: readonly Recipient[] }
  | { readonly kind: 'everybody'; readonly broadcast: boolean }
  /** Somebody who did something. */
  | { readonly kind: 'profile'; readonly profile: Profile }
)

export interface Trigger {
  readonly source: Source
  readonly to: Addressees
  readonly dispatchId: string
  readonly properties: { readonly [name: string]: unknown }
  readonly subscriptionState: SubscriptionState
  readonly sendId?: string | undefined
  readonly scheduleId?: string | undefined
  readonly externalSendId?: string | undefined
  /** Only these people, as local time reaches their zone. */
  readonly only?: ((profile: Profile) => boolean) | undefined
  /** The properties of the event that set it off. */
  readonly event?: { readonly [name: string]: unknown } | undefined
  readonly postback?: Postback | undefined
}

export interface Dispatcher {
  dispatch(trigger: Trigger): void
}

export interface DispatchNeeds extends Ground {
  readonly records: SendRecords
  readonly sendings: Sendings
  readonly journeys: Journeys
  /** Notes that the campaign or Canvas was used. */
  readonly used: (source: Source, at: number) => void
}

export function createDispatcher(needs: DispatchNeeds): Dispatcher {
  const { clock, profiles, records, sendings } = needs

  function dispatch(trigger: Trigger): void {
    const { source, to } = trigger
    const notice = noticeOf(source)
    const record = records.add({
      at: showTime(clock.now()),
      dispatch_id: trigger.dispatchId,
      ...(trigger.sendId !== undefined && { send_id: trigger.sendId }),
      ...(trigger.scheduleId !== undefined && { schedule_id: trigger.scheduleId }),
      ...(trigger.externalSendId !== undefined && { external_send_id: trigger.externalSendId }),
      source: showSource(source),
      broadcast: to.kind === 'everybody' && to.broadcast,
      ...(notice !== undefined && { notice }),
      recipients_total: 0,
      recipients: [],
    })
    if (notice !== undefined) return // T4
    const people = findPeople(trigger)
    record.recipients_total = people.length
    if (people.some(({ profile }) => profile !== undefined)) needs.used(source, clock.now())
    for (const [place, person] of people.entries()) {
      const { profile, leftOut = profile && findObstacle(source, profile) } = person
      const shown = showRecipient(person, trigger, leftOut)
      if (place < KEPT.recipients) record.recipients.push(shown)
      if (profile !== undefined && leftOut === undefined) enter(trigger, profile, { recordId: record.id, place }, shown)
    }
    records.touch(record.id)
  }

  function findPeople(trigger: Trigger): readonly Person[] {
    const { to } = trigger
    if (to.kind === 'profile') return [{ profile: to.profile, created: false }]
    return to.kind === 'recipients' ? resolve(to.recipients, trigger) : findEverybody(trigger)
  }

  function findObstacle(source: Source, profile: Profile): string | undefined {
    if (sendings.isFull) return 'too many messages are on their way'
    return source.kind === 'canvas' ? needs.journeys.findObstacle(source.canvas, profile) : undefined
  }

  /** Applies all attributes first. */
  function resolve(recipients: readonly Recipient[], trigger: Trigger): readonly Person[] {
    const people = new Map<unknown, Person>()
    for (const recipient of recipients) {
      const found = findRecipient(profiles, recipient)
      const profile = found ?? createMissing(recipient)
      const change = profile === undefined ? undefined : changeOf(recipient, profile)
      // In local time each zone has its turn: what is `inc` must not happen at every one.
      const isTheirTurn = profile !== undefined && trigger.only?.(profile) !== false
      if (change !== undefined && isTheirTurn) applyChange(needs, change, clock.now(), () => undefined) // T1
      const person: Person = {
        recipient,
        profile,
        created: found === undefined && profile !== undefined,
        ...(profile === undefined && { leftOut: 'no profile has this identifier' }),
      }
      people.delete(profile ?? recipient)
      people.set(profile ?? recipient, person) // T2
    }
    return [...people.values()].flatMap((person) => {
      if (person.profile === undefined) return [person]
      if (trigger.only?.(person.profile) === false) return []
      return [isWanted(person.profile, trigger) ? person : { ...person, leftOut: 'the profile is not in the audience' }]
    })
  }

  function createMissing({ identifier, sendToExistingOnly }: Recipient): Profile | undefined {
    if (sendToExistingOnly || identifier.kind === 'braze_id' || identifier.kind === 'user_alias') return undefined // T3
    return profiles.create(identifier, clock.now())
  }

  function findEverybody(trigger: Trigger): readonly Person[] {
    const wanted = [...profiles.all()].filter(
      (profile) => trigger.only?.(profile) !== false && isWanted(profile, trigger),
    )
    return wanted.map((profile) => ({ profile, created: false }))
  }

  /** Whether the profile is in the audience and the segment of the request, or in a broadcast in those of the source. */
  function isWanted(profile: Profile, { source, to }: Trigger): boolean {
    const now = clock.now()
    const segment = to.segmentId === undefined ? undefined : needs.segments.find(to.segmentId)?.audience
    const own =
      to.kind !== 'everybody' || source.kind === 'message'
        ? undefined
        : (source.kind === 'campaign' ? source.campaign : source.canvas).audience
    return [to.audience, segment, own].every((one) => one === undefined || isInAudience(profile, one, now))
  }

  function enter(trigger: Trigger, profile: Profile, place: RecordPlace, shown: RecipientRecord): void {
    const { source, subscriptionState, sendId, postback } = trigger
    const sent = {
      kind: kindOf(source),
      values: shown.properties,
      ...(trigger.event !== undefined && { event: trigger.event }),
    }
    if (source.kind === 'canvas') {
      needs.journeys.enter({ canvas: source.canvas, profile, ...place, sent, subscriptionState })
      return
    }
    const messages = source.kind === 'campaign' ? source.campaign.messages : source.messages
    const { id: campaignId, name: campaignName } = source.campaign ?? {}
    for (const message of messages) {
      const id = randomUUID()
      const record = newMessageRecord(message, { id, dispatch_id: trigger.dispatchId })
      if (records.makeRoom(place.recordId, MESSAGE_CHARACTERS)) shown.messages.push(record)
      sendings.add(
        {
          id,
          recordId: place.recordId,
          brazeId: profile.brazeId,
          message,
          origin: originOf(source, message, trigger.dispatchId),
          sent,
          subscriptionState,
          dispatchId: trigger.dispatchId,
          ...(campaignId !== undefined && { source: { kind: 'campaign', id: campaignId, name: campaignName ?? '' } }),
          ...(sendId !== undefined && { sendId }),
          ...(postback !== undefined && { postback }),
        },
        record,
      )
    }
  }

  return { dispatch }
}

interface Person {
  readonly recipient?: Recipient
  readonly profile: Profile | undefined
  readonly created: boolean
  readonly leftOut?: string
}

/** Why a campaign or Canvas sends nothing. */
export function noticeOf(source: Source): string | undefined {
  if (source.kind === 'message') return undefined
  const [what, state] = source.kind === 'canvas' ? ['Canvas', source.canvas.state] : ['campaign', source.campaign.state]
  if (state === 'active') return undefined
  if (state === 'archived') {
    return `The ${what} is archived. Unarchive the ${what} to ensure trigger requests will take effect.`
  }
  return `The ${what} is paused. Resume the ${what} to ensure trigger requests will take effect.`
}

function showSource(source: Source): SendRecord['source'] {
  const named = source.kind === 'canvas' ? source.canvas : source.campaign
  return { kind: source.kind, ...(named !== undefined && { id: named.id, name: named.name }) }
}

function kindOf(source: Source): PropertyKind {
  return source.kind === 'canvas' ? 'context' : 'trigger'
}

function showRecipient(person: Person, trigger: Trigger, leftOut: string | undefined): RecipientRecord {
  const { recipient, profile, created } = person
  return {
    ...(recipient !== undefined && { asked: recipient.asked }),
    braze_id: profile?.brazeId ?? null,
    external_id: profile?.externalId ?? null,
    ...(leftOut !== undefined && { left_out: leftOut }),
    ...(recipient !== undefined && { send_to_existing_only: recipient.sendToExistingOnly }),
    ...(created && { created }),
    ...(recipient?.sentAttributes !== undefined && { attributes: recipient.sentAttributes }),
    // The recipient's own win over the request's.
    properties: { ...trigger.properties, ...recipient?.properties },
    messages: [],
  }
}

function originOf(
  { campaign }: Exclude<Source, { readonly kind: 'canvas' }>,
  message: Message,
  dispatchId: string,
): MessageOrigin {
  const { id = '', name = '' } = campaign ?? {}
  const own = { dispatch_id: dispatchId, message_name: message.name, message_api_id: message.id }
  return { campaign: { ...own, api_id: id, name }, canvas: {} }
}
