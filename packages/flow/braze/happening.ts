import { z } from 'zod'
import { brazeLimits, reservedProperties } from '../braze-facts.ts'
import type { Expression } from '../expression.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Path } from '../path.ts'
import { isoTime, type Text } from '../template.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'
import { clip } from './clip.ts'
import { isTime } from './field-check.ts'
import { compileName, isLong } from './name.ts'
import { compileProperties, type Properties, propertiesMember, propertiesSource } from './properties.ts'

const when = {
  properties: propertiesSource,
  time: z.string().optional().meta({ description: 'CEL; when it happened, default now.' }),
  app_id: z.string().optional().meta({ description: 'Liquid; the app of the workspace that it belongs to.' }),
}

export const eventSource = z.strictObject({
  name: z.string().meta({ description: 'Liquid; the name of the event.' }),
  ...when,
})
type EventSource = z.infer<typeof eventSource>

export const purchaseSource = z.strictObject({
  product_id: z.string().meta({ description: 'CEL.' }),
  currency: z.string().meta({ description: "CEL; ISO 4217, three letters: 'GBP'." }),
  price: z.string().meta({ description: 'CEL; of one piece, in the main unit of the currency.' }),
  quantity: z.string().optional().meta({ description: 'CEL; 1 to 100, default 1.' }),
  ...when,
})
type PurchaseSource = z.infer<typeof purchaseSource>

interface Moment {
  readonly properties: Properties
  /** `null`: the time of the flow's event. */
  readonly time: Expression | null
  readonly app: Text | null
}

/** Something the person did, as a node writes it. */
export interface EventBody extends Moment {
  readonly name: Text
}

/** Something the person bought, as a node writes it. */
export interface PurchaseBody extends Moment {
  readonly members: readonly (readonly [member: string, value: Expression])[]
  /** How many data points it costs. */
  readonly points: number
}

function compileMoment(
  source: EventSource | PurchaseSource,
  reserved: readonly string[],
  build: NodeBuild,
  path: Path,
): Moment {
  return {
    properties: compileProperties(source.properties, reserved, build, [...path, 'properties']),
    time: source.time === undefined ? null : compileTime(source.time, build, [...path, 'time']),
    app: source.app_id === undefined ? null : compileName(source.app_id, 'app id', build, [...path, 'app_id']),
  }
}

function compileTime(source: string, build: NodeBuild, path: Path): Expression {
  const time = build.logic(source, path, 'any')
  const wrong =
    time.outline.kind === 'constant'
      ? !isTime(time.outline.value)
      : !['string', 'google.protobuf.Timestamp', 'dyn'].includes(time.type)
  if (wrong) build.problem('braze-field', path, 'This is not a time.', 'Leave it out to mean now, or give ISO 8601.')
  return time
}

export function compileEvent(source: EventSource, build: NodeBuild, path: Path): EventBody {
  return {
    name: compileName(source.name, 'event name', build, [...path, 'name']),
    ...compileMoment(source, reservedProperties.events, build, path),
  }
}

export function compilePurchase(source: PurchaseSource, build: NodeBuild, path: Path): PurchaseBody {
  const members = Object.entries(purchaseMembers).flatMap(([member, wants]) => {
    const logic = source[member as keyof typeof purchaseMembers]
    if (logic === undefined) return []
    const at = [...path, member]
    const value = build.logic(logic, at, 'any')
    const { outline, type } = value
    const wrong = outline.kind === 'constant' ? !wants.accepts(outline.value) : ![...wants.types, 'dyn'].includes(type)
    if (wrong) build.problem('braze-field', at, `The ${member} of a purchase is ${wants.is}.`, wants.repair)
    return [[member, value] as const]
  })
  const quantity = members.find(([member]) => member === 'quantity')?.[1].outline
  const counted = quantity?.kind === 'constant' && typeof quantity.value === 'number' ? quantity.value : 1
  return { members, points: counted, ...compileMoment(source, reservedProperties.purchases, build, path) }
}

const purchaseMembers = {
  product_id: {
    is: 'a text of 1 to 255 characters',
    repair: 'Give the id of the product.',
    types: ['string', 'int', 'double'],
    accepts: (value: Value) =>
      typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !isLong(value)),
  },
  currency: {
    is: 'three letters',
    repair: "Use ISO 4217, such as 'GBP' or 'KRW'.",
    types: ['string'],
    accepts: (value: Value) => typeof value === 'string' && /^[A-Za-z]{3}$/.test(value),
  },
  price: {
    is: 'a number',
    repair: 'Give the price of one piece, negative for a refund.',
    types: ['int', 'double'],
    accepts: (value: Value) => typeof value === 'number',
  },
  quantity: {
    is: `a whole number from 1 to ${brazeLimits.purchaseQuantity}`,
    repair: 'Give how many were bought.',
    types: ['int', 'double'],
    accepts: (value: Value) =>
      typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= brazeLimits.purchaseQuantity,
  },
} as const

/** The event as it is sent now; `null` when its name renders as nothing. */
export function eventOf(event: EventBody, identifier: Values, turn: Turn): Values | null {
  const name = clip(turn.render(event.name).trim())
  return name === '' ? null : { ...identifier, name, ...momentOf(event, turn) }
}

/** The purchase as it is sent now. What is not known is left out, and Braze says what it misses. */
export function purchaseOf(purchase: PurchaseBody, identifier: Values, turn: Turn): Values {
  const members: { [member: string]: Value } = {}
  for (const [member, logic] of purchase.members) {
    const value = logic.evaluate(turn)
    if (value !== undefined && value !== null) members[member] = clip(value)
  }
  return { ...identifier, ...members, ...momentOf(purchase, turn) }
}

function momentOf({ properties, time, app }: Moment, turn: Turn): Values {
  const given = time?.evaluate(turn)
  const at = isTime(given) ? given : isoTime(turn.at) // FB5
  const appId = app === null ? '' : turn.render(app).trim()
  return {
    ...(at !== null && { time: at }),
    ...(appId !== '' && { app_id: appId }),
    ...propertiesMember('properties', properties, turn),
  }
}
