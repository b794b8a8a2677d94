import { isSame, type UserRelationship, userRelationshipKey } from '../../assets/data-object.ts'
import { showClampedPage } from '../../assets/page.ts'
import { isObject } from '../../attribute-value.ts'
import type { World } from '../../world.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { mergeAttributes, withObject } from './objects.ts'
import { badRequest, refusedBy } from './refusal.ts'

/** A relationship as a request names it. */
interface Named {
  readonly key: string
  readonly wanted: UserRelationship
  readonly before: UserRelationship | undefined
}

export const listUserRelationships: Handler = {
  answer: (call) =>
    withObject(call, (object) => {
      const kind = call.query.get('rel_kind')
      const found = call.world.assets.dataObjects.userRelationships
        .all()
        .filter((one) => isSame(one.object, object) && (kind ?? one.kind) === one.kind)
        // Users may have been deleted since.
        .filter(({ brazeId }) => isUser(call.world, brazeId))
      return { status: 200, body: showClampedPage(found.map(showRelationship), call.query) }
    }),
}

export const createUserRelationship: Handler = {
  answer: (call) =>
    withNamed(call, ({ key, wanted, before }) =>
      before === undefined
        ? write(call.world, key, wanted, 201)
        : refusedBy(409, 'duplicate-user-relationship', 'The user relationship already exists'),
    ),
}

/** Creates the relationship when there is none. */
export const replaceUserRelationship: Handler = {
  answer: (call) => withNamed(call, ({ key, wanted }) => write(call.world, key, wanted, 200)),
}

export const updateUserRelationship: Handler = {
  answer: (call) =>
    withNamed(call, ({ key, wanted, before }) => {
      if (before === undefined) return unknownRelationship
      const attributes = mergeAttributes(before.attributes, wanted.attributes)
      return write(call.world, key, { ...wanted, attributes }, 200)
    }),
}

export const deleteUserRelationship: Handler = {
  answer: (call) =>
    withNamed(call, ({ key, before }) => {
      if (before === undefined) return unknownRelationship
      call.world.assets.dataObjects.userRelationships.remove(key)
      return { status: 200, body: { deleted: true } }
    }),
}

const unknownRelationship = refusedBy(404, 'user-relationship-not-found', 'User relationship not found')

function withNamed(call: Call, run: (named: Named) => Answer): Answer {
  return withObject(call, ({ typeName, id }) => {
    const { dataObjects, dataObjectTypes } = call.world.assets
    const { braze_id: brazeId, rel_kind: kind, attributes = {} } = membersOf(call.body)
    if (typeof brazeId !== 'string') return badRequest("'braze_id' must be a string")
    if (typeof kind !== 'string' || kind === '') return badRequest("'rel_kind' must be a string")
    if (!isObject(attributes)) return badRequest("'attributes' must be an object")
    if (!isUser(call.world, brazeId)) return refusedBy(404, 'user-not-found', 'User not found')
    if (dataObjectTypes.get(typeName)?.user_relationship_types.includes(kind) !== true) {
      return refusedBy(422, 'invalid-rel-kind', `${kind} does not join this type with users`)
    }
    const wanted = { object: { typeName, id }, brazeId, kind, attributes }
    const key = userRelationshipKey(wanted)
    return run({ key, wanted, before: dataObjects.userRelationships.get(key) })
  })
}

function isUser({ profiles }: World, brazeId: string): boolean {
  return profiles.find({ kind: 'braze_id', value: brazeId }) !== undefined
}

function write({ assets }: World, key: string, relationship: UserRelationship, status: 200 | 201): Answer {
  assets.dataObjects.userRelationships.put(key, relationship)
  return { status, body: { user_relationship: showRelationship(relationship) } }
}

function showRelationship({ object, brazeId, kind, attributes }: UserRelationship): {
  readonly [member: string]: unknown
} {
  return {
    type_name: object.typeName,
    external_id: object.id,
    rel_kind: kind,
    user: { braze_id: brazeId },
    attributes,
  }
}
