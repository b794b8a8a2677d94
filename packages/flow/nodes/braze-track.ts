import { z } from 'zod'
import { attributesOf, attributesSource, type Change, compileAttributes } from '../braze/attributes.ts'
import { brazeKind, type Call, type CallBody, callBody, callMembers } from '../braze/call.ts'
import {
  compileEvent,
  compilePurchase,
  type EventBody,
  eventOf,
  eventSource,
  type PurchaseBody,
  purchaseOf,
  purchaseSource,
} from '../braze/happening.ts'
import { pointsOf } from '../braze/points.ts'
import { compileUser, findUser, nobody, trackIdentifier, type User, userSource } from '../braze/user.ts'
import { brazeLimits } from '../braze-facts.ts'
import { visitorLabel } from '../event.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Turn } from '../turn.ts'
import type { Values } from '../value.ts'

export const brazeTrackSource = z.strictObject({
  kind: z.literal('braze-track'),
  user: userSource.optional(),
  attributes: attributesSource.optional(),
  events: z.array(eventSource).optional(),
  purchases: z.array(purchaseSource).optional(),
  merge_objects: z
    .boolean()
    .optional()
    .meta({ description: 'true merges objects into what is there; false, the default, replaces it.' }),
  update_existing_only: z.boolean().optional().meta({
    description:
      'true makes no new profile; default false, but true for a user known by an alias, unless that is the visitor.',
  }),
  deltas: z.boolean().optional().meta({ description: 'false sends attributes even when they are unchanged.' }),
  ...callMembers,
})
type BrazeTrackSource = z.infer<typeof brazeTrackSource>

export interface BrazeTrackBody extends CallBody {
  readonly kind: 'braze-track'
  readonly user: User
  readonly attributes: readonly Change[]
  readonly events: readonly EventBody[]
  readonly purchases: readonly PurchaseBody[]
  readonly mergeObjects: boolean | null
  readonly existingOnly: boolean | null
  readonly deltas: boolean
}

export const brazeTrack = brazeKind<BrazeTrackSource, BrazeTrackBody>({
  source: brazeTrackSource,
  compile(source, build) {
    const { events = [], purchases = [] } = source
    checkCount(source, build)
    const attributes = compileAttributes(source.attributes ?? {}, build, ['attributes'])
    const bought = purchases.map((each, index) => compilePurchase(each, build, ['purchases', index]))
    const counts = [...attributes.map(pointsOf), ...events.map(() => 1), ...bought.map(({ points }) => points)]
    const points = counts.reduce((sum, each) => sum + each, 0)
    return {
      kind: 'braze-track',
      ...callBody(source, build, points),
      user: compileUser(source.user, ['external_id', 'braze_id', 'alias', 'email', 'phone'], build),
      attributes,
      events: events.map((each, index) => compileEvent(each, build, ['events', index])),
      purchases: bought,
      mergeObjects: source.merge_objects ?? null,
      existingOnly: source.update_existing_only ?? null,
      deltas: source.deltas ?? true,
    }
  },
  call: trackCall,
})

function checkCount({ attributes = {}, events = [], purchases = [] }: BrazeTrackSource, build: NodeBuild): void {
  const objects = (Object.keys(attributes).length > 0 ? 1 : 0) + events.length + purchases.length
  if (objects === 0)
    build.problem('braze-empty', [], 'This tracks nothing.', 'Add "attributes", "events" or "purchases".')
  if (objects > brazeLimits.trackObjects)
    build.problem(
      'braze-limit',
      [],
      `These are ${objects} objects; one call takes ${brazeLimits.trackObjects}.`,
      'Use several nodes.',
    )
}

function trackCall(body: BrazeTrackBody, turn: Turn): Call {
  const user = findUser(body.user, turn)
  // Braze makes no profile for an alias unless it is told to, and a visitor has none yet.
  const isVisitor = user?.kind === 'alias' && user.label === visitorLabel
  const existingOnly = body.existingOnly ?? (isVisitor ? false : null)
  const identifier = {
    ...(user !== null && trackIdentifier(user)),
    ...(existingOnly !== null && { _update_existing_only: existingOnly }),
  }
  const merge = body.mergeObjects === null ? {} : { _merge_objects: body.mergeObjects }
  // The identifier comes last, so that an attribute of its name cannot turn the object to somebody else.
  const attributes: Values[] =
    body.attributes.length === 0 ? [] : [{ ...attributesOf(body.attributes, turn), ...merge, ...identifier }]
  const named = body.events.map((each) => eventOf(each, identifier, turn))
  const events = named.filter((each) => each !== null)
  const purchases = body.purchases.map((each) => purchaseOf(each, identifier, turn))
  const refused = user === null ? nobody : events.length < named.length ? 'The name of an event is blank.' : undefined
  return {
    action: 'braze.users.track',
    body: {
      ...(attributes.length > 0 && { attributes }),
      ...(events.length > 0 && { events }),
      ...(purchases.length > 0 && { purchases }),
    },
    deltas: body.deltas,
    ...(refused !== undefined && { refused }),
  }
}
