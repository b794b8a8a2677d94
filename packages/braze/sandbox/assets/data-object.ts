import { z } from 'zod'
import type { Attributes, DataObjectType } from './data-object-type.ts'
import { createShelf, joinKey, type Keepable, type Shelf } from './shelf.ts'

const text = z.string()
const attributes = z.record(text, z.unknown()).readonly()

const dataObject = z.object({ typeName: text, id: text, displayName: text, attributes }).readonly()
/** A record of a type that the workspace defined. `id` is what the API calls `external_id`, unique within the type. */
export type DataObject = z.output<typeof dataObject>

const objectEnd = z.object({ typeName: text, id: text }).readonly()
/** One end of a relationship. */
export type ObjectEnd = z.output<typeof objectEnd>

const objectRelationship = z.object({ from: objectEnd, to: objectEnd, kind: text, attributes }).readonly()
export type ObjectRelationship = z.output<typeof objectRelationship>

const userRelationship = z.object({ object: objectEnd, brazeId: text, kind: text, attributes }).readonly()
export type UserRelationship = z.output<typeof userRelationship>

/** Objects and what joins them with each other and with users. A relationship ends with either of its objects. */
export interface DataObjectStore extends Keepable {
  get(end: ObjectEnd): DataObject | undefined
  ofType(typeName: string): readonly DataObject[]
  put(object: DataObject): void
  remove(end: ObjectEnd): boolean
  readonly objectRelationships: Shelf<ObjectRelationship>
  readonly userRelationships: Shelf<UserRelationship>
}

const savedStore = z.object({ objects: z.unknown(), objectRelationships: z.unknown(), userRelationships: z.unknown() })

export function createDataObjectStore(changed: () => void): DataObjectStore {
  const objects = createShelf(dataObject, changed)
  const objectRelationships = createShelf(objectRelationship, changed)
  const userRelationships = createShelf(userRelationship, changed)

  function remove(end: ObjectEnd): boolean {
    for (const one of objectRelationships.all()) {
      if (isSame(one.from, end) || isSame(one.to, end)) objectRelationships.remove(objectRelationshipKey(one))
    }
    for (const one of userRelationships.all()) {
      if (isSame(one.object, end)) userRelationships.remove(userRelationshipKey(one))
    }
    return objects.remove(endKey(end))
  }

  return {
    get: (end) => objects.get(endKey(end)),
    ofType: (typeName) => objects.all().filter((object) => object.typeName === typeName),
    put: (object) => objects.put(endKey(object), object),
    remove,
    objectRelationships,
    userRelationships,
    save: () => ({
      objects: objects.save(),
      objectRelationships: objectRelationships.save(),
      userRelationships: userRelationships.save(),
    }),
    load(json) {
      const saved = savedStore.parse(json)
      objects.load(saved.objects)
      objectRelationships.load(saved.objectRelationships)
      userRelationships.load(saved.userRelationships)
    },
  }
}

/** A field of the type names the object, else what the request says, else what it was called before, else its id. */
export function displayNameOf(
  { display_name_source: source }: DataObjectType,
  id: string,
  fields: Attributes,
  asked: unknown,
  before?: DataObject,
): string {
  const named = source !== undefined && Object.hasOwn(fields, source) ? fields[source] : undefined
  if (typeof named === 'string') return named
  return typeof asked === 'string' ? asked : (before?.displayName ?? id)
}

export function objectRelationshipKey({ from, to, kind }: Pick<ObjectRelationship, 'from' | 'to' | 'kind'>): string {
  return joinKey(from.typeName, from.id, kind, to.typeName, to.id)
}

export function userRelationshipKey({
  object,
  brazeId,
  kind,
}: Pick<UserRelationship, 'object' | 'brazeId' | 'kind'>): string {
  return joinKey(object.typeName, object.id, kind, brazeId)
}

export function isSame(one: ObjectEnd, other: ObjectEnd): boolean {
  return one.typeName === other.typeName && one.id === other.id
}

function endKey({ typeName, id }: ObjectEnd): string {
  return joinKey(typeName, id)
}
