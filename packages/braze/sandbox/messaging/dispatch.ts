/**
 * Sends: who a trigger reaches, what each of them gets and when.
 *
 * Owns the way from a trigger to its messages and the record of it. Leaves the single message to `delivery.ts`, the times to come to
 * `agenda.ts`, requests and their refusals to the handlers.
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
import type { Agenda } from './agenda.ts'
import type { Campaign } from './campaign.ts'
import type { Canvas, CanvasStep } from './canvas.ts'
import type { Delivery } from './delivery.ts'
import type { MessageOrigin, SentProperties } from './liquid/scope.ts'
import type { Message } from './message.ts'
import type { Pool } from './pool.ts'
import type { SubscriptionState } from './reach.ts'
import type { Received } from './received.ts'
import { changeOf, findRecipient, type PropertyKind, type Recipient } from './recipient.ts'
import { KEPT, type MessageRecord, type RecipientRecord, type SendRecord, type SendRecords } from './send-record.ts'
import type { Statistics } from './statistic.ts'

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
  readonly onSettled?: ((record: MessageRecord) => void) | undefined
}

export interface Dispatcher {
  dispatch(trigger: Trigger): void
}

export interface DispatchNeeds extends Ground {
  readonly agenda: Agenda
  readonly pool: Pool
  readonly delivery: Delivery
  readonly records: SendRecords
  readonly statistics: Statistics
  readonly received: Received
  /** Called after each change worth keeping. */
  readonly changed: () => void
  /** Notes that the campaign or Canvas was used. */
  readonly used: (source: Source, at: number) => void
}

/** 32 hexadecimal digits. */
export function newDispatchId(): string {
  return randomUUID().replaceAll('-', '')
}

export function createDispatcher(needs: DispatchNeeds): Dispatcher {
  const { clock, profiles, agenda, pool, delivery, records, statistics, received } = needs

  function dispatch(trigger: Trigger): void {
    const { source, to } = trigger
    const notice = noticeOf(source)
    const record: SendRecord = {
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
    }
    records.add(record)
    if (notice !== undefined) return // T4
    const people = to.kind === 'recipients' ? resolve(to.recipients, trigger) : findEverybody(trigger)
    record.recipients_total = people.length
    if (people.some(({ profile }) => profile !== undefined)) needs.used(source, clock.now())
    for (const person of people) {
      const shown = showRecipient(person, trigger)
      if (record.recipients.length < KEPT.recipients) record.recipients.push(shown)
      if (person.profile !== undefined && person.leftOut === undefined) {
        enter(trigger, person.profile, shown, sentTo(trigger, person))
      }
    }
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
      to.kind === 'recipients' || source.kind === 'message'
        ? undefined
        : (source.kind === 'campaign' ? source.campaign : source.canvas).audience
    return [to.audience, segment, own].every((one) => one === undefined || isInAudience(profile, one, now))
  }

  function enter(trigger: Trigger, profile: Profile, shown: RecipientRecord, sent: SentProperties): void {
    const { source } = trigger
    if (source.kind === 'canvas') {
      statistics.entered(source.canvas.id, clock.now())
      received.note(profile.brazeId, source, undefined, clock.now())
      takeStep(trigger, profile, shown, sent, 0)
      return
    }
    const messages = source.kind === 'campaign' ? source.campaign.messages : source.messages
    for (const message of messages) {
      const record = newMessageRecord(message, trigger.dispatchId)
      shown.messages.push(record)
      send({ trigger, profile, message, record, sent })
    }
  }

  function takeStep(
    trigger: Trigger,
    profile: Profile,
    shown: RecipientRecord,
    sent: SentProperties,
    index: number,
  ): void {
    const step = trigger.source.kind === 'canvas' ? trigger.source.canvas.steps[index] : undefined
    if (step === undefined) return
    const dueAt = clock.now() + step.delaySeconds * 1000
    const dispatchId = newDispatchId()
    const waiting = step.messages.map((message) => ({
      message,
      record: newMessageRecord(message, dispatchId, step, step.delaySeconds > 0 ? dueAt : undefined),
    }))
    shown.messages.push(...waiting.map(({ record }) => record))
    agenda.at(dueAt, () => {
      for (const { message, record } of waiting) send({ trigger, profile, message, record, sent, step })
      takeStep(trigger, profile, shown, sent, index + 1)
    })
  }

  function send(sending: Sending): void {
    const { trigger, message, record, sent, step } = sending
    const { brazeId } = sending.profile
    pool.add(async () => {
      // Merged or deleted meanwhile: then there is nobody to send to.
      const profile = profiles.find({ kind: 'braze_id', value: brazeId })
      if (profile === undefined) {
        Object.assign(record, { status: 'skipped', reason: 'the profile is gone' })
        return
      }
      const origin = originOf(trigger.source, message, record.dispatch_id, step)
      const { subscriptionState } = trigger
      await delivery.deliver({ message, profile, origin, sent, subscriptionState, record }, (settled) => {
        count(trigger, sending, settled, brazeId)
        trigger.onSettled?.(settled)
      })
    }) // T5
  }

  function count(
    { source, sendId }: Trigger,
    { message, step }: Sending,
    record: MessageRecord,
    brazeId: string,
  ): void {
    const { id, name, channel } = message
    needs.changed()
    if (record.status === 'sent') received.note(brazeId, source, record, clock.now())
    const subject = { id, name, channel, ...(step !== undefined && { step: step.id }) }
    const key = source.kind === 'canvas' ? source.canvas.id : source.campaign?.id
    for (const one of [key, sendId === undefined ? undefined : sendKey(sendId)]) {
      if (one === undefined) continue
      if (record.status === 'sent') statistics.sent(one, subject, brazeId, clock.now())
      else if (record.status === 'failed') statistics.failed(one, subject, clock.now())
    }
  }

  return { dispatch }
}

interface Sending {
  readonly trigger: Trigger
  readonly profile: Profile
  readonly message: Message
  readonly record: MessageRecord
  readonly sent: SentProperties
  readonly step?: CanvasStep
}

interface Person {
  readonly recipient?: Recipient
  readonly profile: Profile | undefined
  readonly created: boolean
  readonly leftOut?: string
}

/** The key that the figures of a send id are under. */
export function sendKey(sendId: string): string {
  return `send:${sendId}`
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

/** The recipient's own properties win over the request's. */
function sentTo({ source, properties }: Trigger, { recipient }: Person): SentProperties {
  return { kind: kindOf(source), values: { ...properties, ...recipient?.properties } }
}

function showRecipient(person: Person, trigger: Trigger): RecipientRecord {
  const { recipient, profile, created, leftOut } = person
  return {
    ...(recipient !== undefined && { asked: recipient.asked }),
    braze_id: profile?.brazeId ?? null,
    external_id: profile?.externalId ?? null,
    ...(leftOut !== undefined && { left_out: leftOut }),
    ...(recipient !== undefined && { send_to_existing_only: recipient.sendToExistingOnly }),
    ...(created && { created }),
    ...(recipient?.sentAttributes !== undefined && { attributes: recipient.sentAttributes }),
    properties: sentTo(trigger, person).values,
    messages: [],
  }
}

function newMessageRecord(message: Message, dispatchId: string, step?: CanvasStep, dueAt?: number): MessageRecord {
  return {
    message_variation_id: message.id,
    name: message.name,
    channel: message.channel,
    dispatch_id: dispatchId,
    ...(step !== undefined && { step: { id: step.id, name: step.name } }),
    status: 'waiting',
    ...(dueAt !== undefined && { due_at: showTime(dueAt) }),
  }
}

function originOf(source: Source, message: Message, dispatchId: string, step: CanvasStep | undefined): MessageOrigin {
  const shared = { dispatch_id: dispatchId, message_name: step?.name ?? message.name, message_api_id: message.id }
  if (source.kind !== 'canvas') {
    const { id = '', name = '' } = source.campaign ?? {}
    return { campaign: { ...shared, api_id: id, name }, canvas: {} }
  }
  const { id, name, variant } = source.canvas
  return {
    campaign: shared,
    canvas: { api_id: id, name, variant_name: variant.name, variant_api_id: variant.id },
  }
}
