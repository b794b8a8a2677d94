import { isSame, type ObjectEnd, type ObjectRelationship, objectRelationshipKey } from '../../assets/data-object.ts'
import { showClampedPage } from '../../assets/page.ts'
import { isObject } from '../../attribute-value.ts'
import type { World } from '../../world.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { mergeAttributes, withObject } from './objects.ts'
import { badRequest, refusedBy } from './refusal.ts'
import { type Anchor, anchorSentence, readAnchor } from './types.ts'

/** A relationship as a request names it, from the end that is in the path. */
interface Named {
  readonly key: string
  readonly anchor: Anchor
  readonly from: ObjectEnd
  readonly to: ObjectEnd
  readonly kind: string
  readonly attributes: { readonly [field: string]: unknown }
  readonly before: ObjectRelationship | undefined
}

export const listObjectRelationships: Handler = {
  answer: (call) =>
    withObject(call, (object) => {
      const anchor = readAnchor(call.query.get('anchor') ?? undefined)
      if (anchor === undefined) return badRequest(anchorSentence)
      const kind = call.query.get('rel_kind')
      const found = call.world.assets.dataObjects.objectRelationships
        .all()
        .filter((one) => isSame(anchor === 'source' ? one.from : one.to, object) && (kind ?? one.kind) === one.kind)
      return {
        status: 200,
        body: showClampedPage(
          found.map((one) => showRelationship(one, anchor)),
          call.query,
        ),
      }
    }),
}

export const createObjectRelationship: Handler = {
  answer: (call) =>
    withNamed(call, (named) =>
      named.before === undefined
        ? write(call.world, named, named.attributes, 201)
        : refusedBy(409, 'duplicate-object-relationship', 'The object relationship already exists'),
    ),
}

/** Creates the relationship when there is none. */
export const replaceObjectRelationship: Handler = {
  answer: (call) => withNamed(call, (named) => write(call.world, named, named.attributes, 200)),
}

export const updateObjectRelationship: Handler = {
  answer: (call) =>
    withNamed(call, (named) => {
      if (named.before === undefined) return unknownRelationship
      return write(call.world, named, mergeAttributes(named.before.attributes, named.attributes), 200)
    }),
}

export const deleteObjectRelationship: Handler = {
  answer: (call) =>
    withNamed(call, ({ key, before }) => {
      if (before === undefined) return unknownRelationship
      call.world.assets.dataObjects.objectRelationships.remove(key)
      return { status: 200, body: { deleted: true } }
    }),
}

const unknownRelationship = refusedBy(404, 'object-relationship-not-found', 'Object relationship not found')

function withNamed(call: Call, run: (named: Named) => Answer): Answer {
  return withObject(call, (object) => {
    const { dataObjects, dataObjectTypes } = call.world.assets
    const {
      related_type_name,
      related_external_id,
      rel_kind: kind,
      anchor: side,
      attributes = {},
    } = membersOf(call.body)
    const anchor = readAnchor(side)
    if (anchor === undefined) return badRequest(anchorSentence)
    if (typeof related_type_name !== 'string') return badRequest("'related_type_name' must be a string")
    if (typeof related_external_id !== 'string') return badRequest("'related_external_id' must be a string")
    if (typeof kind !== 'string' || kind === '') return badRequest("'rel_kind' must be a string")
    if (!isObject(attributes)) return badRequest("'attributes' must be an object")
    const related = dataObjects.get({ typeName: related_type_name, id: related_external_id })
    if (related === undefined) return refusedBy(404, 'object-not-found', 'Related data object not found')
    const [from, to] = anchor === 'source' ? [object, related] : [related, object]
    const isKnown = dataObjectTypes
      .get(from.typeName)
      ?.object_relationship_types.some((one) => one.rel_kind === kind && one.to_type_name === to.typeName)
    if (isKnown !== true) return refusedBy(422, 'invalid-rel-kind', `${kind} does not join these types`)
    const key = objectRelationshipKey({ from, to, kind })
    return run({ key, anchor, from, to, kind, attributes, before: dataObjects.objectRelationships.get(key) })
  })
}

function write(world: World, named: Named, attributes: ObjectRelationship['attributes'], status: 200 | 201): Answer {
  const { key, kind, anchor } = named
  const [from, to] = [named.from, named.to].map(({ typeName, id }) => ({ typeName, id }))
  if (from === undefined || to === undefined) return unknownRelationship
  const relationship = { from, to, kind, attributes }
  world.assets.dataObjects.objectRelationships.put(key, relationship)
  return { status, body: { object_relationship: showRelationship(relationship, anchor) } }
}

/** Seen from the end that the anchor names. */
function showRelationship(
  { from, to, kind, attributes }: ObjectRelationship,
  anchor: Anchor,
): { readonly [member: string]: unknown } {
  const [own, related] = anchor === 'source' ? [from, to] : [to, from]
  return {
    type_name: own.typeName,
    external_id: own.id,
    rel_kind: kind,
    related_type_name: related.typeName,
    related_external_id: related.id,
    anchor,
    attributes,
  }
}
