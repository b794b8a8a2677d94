/** What the endpoints of data objects and of their relationships have in common. */
import { z } from 'zod'
import { buckets } from './bucket.ts'
import { listWindow } from './member.ts'
import { answerless, flag, int, maybe, record, text, textMembers } from './piece.ts'

/** An object, or a relationship of one; `user` where it leads to a profile. */
export const dataObject = z
  .looseObject({
    ...textMembers('type_name', 'external_id', 'display_name', 'rel_kind'),
    user: maybe(z.looseObject(textMembers('braze_id')).readonly()),
    attributes: maybe(record),
  })
  .readonly()

/** A row that reads. */
export const reading = {
  rateLimit: buckets.dataObjectsRead,
  successStatus: 200,
  repeatable: true,
  stability: 'early-access',
} as const

/** A row that writes something which may be written twice. */
export const writing = {
  rateLimit: buckets.dataObjectsWrite,
  successStatus: 200,
  repeatable: true,
  stability: 'early-access',
} as const

/** A row that makes something. */
export const creating = {
  rateLimit: buckets.dataObjectsWrite,
  successStatus: 201,
  statusInferred: true,
  repeatable: false,
  stability: 'early-access',
} as const

/** A row that lists; its request takes `page` besides. */
export const listing = {
  ...reading,
  pages: { kind: 'offset', items: 'items', size: 100, most: 250 },
  response: answerless({
    items: z.array(dataObject).readonly(),
    total_count: maybe(int),
    has_more: maybe(flag),
    next_offset: maybe(int),
    offset: maybe(int),
    limit: maybe(int),
  }),
} as const

export const page = listWindow(100, 250)

export const ofType = { type_name: text.describe('Name of the type.') } as const
const externalId = text.describe('Your own id of the object.')
export const ofObject = { ...ofType, external_id: externalId } as const
