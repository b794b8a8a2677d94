import type { Value, Values } from '@parley/flow'
import type { ActionEnd } from '@parley/runtime'
import { succeed } from './delivery-end.ts'

/** How one of the names that the flow language keeps for Braze is carried out; the names and what they mean are its SPEC's. */
export interface BrazeCall {
  /** Path of the client's method. */
  readonly method: string
  /** Made twice it reaches people twice, and there is no place for a mark: when nobody knows whether it was taken, it is not repeated. */
  readonly once: boolean
  /** What the flow gets to know of the answer. */
  read(answer: Values): ActionEnd
  /** How a call ends that the flow itself refuses, where that is no error. */
  readonly refused?: ActionEnd
}

const pick =
  (...names: readonly string[]) =>
  (answer: Values): ActionEnd =>
    succeed(Object.fromEntries(names.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]]]))))

const notFound = succeed({}, 'not-found')

export const brazeCalls: { readonly [action: string]: BrazeCall } = {
  'braze.users.track': {
    method: 'users.track',
    once: false,
    read: pick('attributes_processed', 'events_processed', 'purchases_processed'),
  },
  'braze.users.export.ids': {
    method: 'users.export.ids',
    once: false,
    refused: notFound,
    read(answer) {
      const users = Array.isArray(answer.users) ? (answer.users as readonly { readonly [field: string]: Value }[]) : []
      const profile = users.find((user) => typeof user.external_id === 'string') ?? users[0]
      return profile === undefined ? notFound : succeed({ profile })
    },
  },
  'braze.users.alias.new': { method: 'users.alias.new', once: false, read: pick('aliases_processed') },
  'braze.users.identify': { method: 'users.identify', once: false, read: pick('aliases_processed') },
  // A login's, no node's.
  'braze.users.merge': { method: 'users.merge', once: false, read: pick() },
  'braze.subscription.status.set': { method: 'subscription.status.set_v2', once: false, read: pick() },
  'braze.canvas.trigger.send': { method: 'canvas.trigger.send', once: true, read: pick('dispatch_id', 'notice') },
  'braze.campaigns.trigger.send': { method: 'campaigns.trigger.send', once: true, read: pick('dispatch_id') },
}
