import { type DataObject, displayNameOf } from '../../assets/data-object.ts'
import { type Attributes, type DataObjectType, findAttributeMisfits } from '../../assets/data-object-type.ts'
import { showClampedPage } from '../../assets/page.ts'
import { isObject } from '../../attribute-value.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { badRequest, refusedBy } from './refusal.ts'
import { withType } from './types.ts'

const ID_CHARACTERS = 255

export const listObjects: Handler = {
  answer: (call) =>
    withType(call, ({ type_name: typeName }) => {
      const term = call.query.get('search_term') ?? ''
      const found = call.world.assets.dataObjects.ofType(typeName).filter(({ id }) => id.includes(term))
      return { status: 200, body: showClampedPage(found.map(showObject), call.query) }
    }),
}

export const showOneObject: Handler = {
  answer: (call) => withObject(call, (object) => ({ status: 200, body: { data_object: showObject(object) } })),
}

export const createObject: Handler = {
  answer: (call) =>
    withType(call, (type) => {
      const { external_id: id } = membersOf(call.body)
      if (typeof id !== 'string' || id === '' || id.length > ID_CHARACTERS) {
        return badRequest(`'external_id' must be a string of 1 to ${ID_CHARACTERS} characters`)
      }
      const { dataObjects } = call.world.assets
      const isTaken = dataObjects.get({ typeName: type.type_name, id }) !== undefined
      if (isTaken) return refusedBy(409, 'duplicate-object', 'A data object with this external_id already exists')
      return writeObject(call, type, id, undefined, 201)
    }),
}

/** Creates the object when there is none. */
export const replaceObject: Handler = {
  answer: (call) =>
    withType(call, (type) => {
      const { external_id: id = '' } = call.params
      if (id.length > ID_CHARACTERS) return badRequest(`'external_id' must have at most ${ID_CHARACTERS} characters`)
      return writeObject(call, type, id, undefined, 200)
    }),
}

/** Merges into the object; `null` clears a field. */
export const updateObject: Handler = {
  answer: (call) =>
    withType(call, (type) => withObject(call, (before) => writeObject(call, type, before.id, before, 200))),
}

/** Takes its relationships with it, and leaves related objects. */
export const deleteObject: Handler = {
  answer: (call) =>
    withObject(call, ({ typeName, id }) => {
      call.world.assets.dataObjects.remove({ typeName, id })
      return { status: 200, body: { deleted: true } }
    }),
}

/** What `run` answers for the object in the path; 404 without it. */
export function withObject(call: Call, run: (object: DataObject) => Answer): Answer {
  return withType(call, ({ type_name: typeName }) => {
    const object = call.world.assets.dataObjects.get({ typeName, id: call.params.external_id ?? '' })
    return object === undefined ? refusedBy(404, 'object-not-found', 'Data object not found') : run(object)
  })
}

/** The attributes of a relationship or object over those before; `null` clears. */
export function mergeAttributes(before: Attributes, change: Attributes): Attributes {
  const merged = Object.entries({ ...before, ...change })
  return Object.fromEntries(merged.filter(([, value]) => value !== null))
}

function writeObject(
  { body, world }: Call,
  type: DataObjectType,
  id: string,
  before: DataObject | undefined,
  status: 200 | 201,
): Answer {
  const { attributes: change, display_name: asked } = membersOf(body)
  if (!isObject(change)) return badRequest("'attributes' must be an object")
  if (asked !== undefined && typeof asked !== 'string') return badRequest("'display_name' must be a string")
  const attributes = mergeAttributes(before?.attributes ?? {}, change)
  const misfits = [...new Set([...findAttributeMisfits(type, attributes), ...findUnknown(type, change)])]
  if (misfits.length > 0) return refusedBy(422, 'invalid-attributes', ...misfits)
  const object = {
    typeName: type.type_name,
    id,
    displayName: displayNameOf(type, id, attributes, asked, before),
    attributes,
  }
  world.assets.dataObjects.put(object)
  return { status, body: { data_object: showObject(object) } }
}

/** A field that is cleared has to be one of the type as well. */
function findUnknown(type: DataObjectType, change: Attributes): readonly string[] {
  const cleared = Object.entries(change).filter(([, value]) => value === null)
  return findAttributeMisfits(
    { ...type, schema_def: { ...type.schema_def, required: [] } },
    Object.fromEntries(cleared),
  )
}

function showObject({ typeName, id, displayName, attributes }: DataObject): { readonly [member: string]: unknown } {
  return { type_name: typeName, external_id: id, display_name: displayName, attributes }
}
