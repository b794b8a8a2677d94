import type { DataObjectType } from '../../assets/data-object-type.ts'
import { showClampedPage } from '../../assets/page.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { badRequest, refusedBy } from './refusal.ts'

export const listTypes: Handler = {
  answer({ query, world }) {
    const prefix = query.get('search_term')?.toLowerCase() ?? ''
    const found = world.assets.dataObjectTypes
      .all()
      .filter(({ type_name }) => type_name.toLowerCase().startsWith(prefix))
    return { status: 200, body: showClampedPage(found.map(showListed), query) }
  },
}

export const showType: Handler = {
  answer: (call) =>
    withType(call, (type) => ({
      status: 200,
      body: { data_object_type: { ...showListed(type), schema_def: type.schema_def } },
    })),
}

export const listUserRelationshipTypes: Handler = {
  answer: (call) =>
    withType(call, ({ user_relationship_types: kinds }) => {
      const items = kinds.map((kind) => ({ rel_kind: kind, display_name: kind }))
      return { status: 200, body: showClampedPage(items, call.query) }
    }),
}

export const listObjectRelationshipTypes: Handler = {
  answer: (call) =>
    withType(call, ({ type_name: name }) => {
      const anchor = readAnchor(call.query.get('anchor') ?? undefined)
      if (anchor === undefined) return badRequest(anchorSentence)
      const all = call.world.assets.dataObjectTypes
        .all()
        .flatMap(({ type_name: from, object_relationship_types: kinds }) =>
          kinds.map(({ rel_kind, to_type_name: to }) => ({ from_type_name: from, to_type_name: to, rel_kind })),
        )
      const items = all
        .filter((kind) => (anchor === 'source' ? kind.from_type_name : kind.to_type_name) === name)
        .map((kind) => ({
          ...kind,
          display_name: kind.rel_kind,
          related_type_name: anchor === 'source' ? kind.to_type_name : kind.from_type_name,
        }))
      return { status: 200, body: showClampedPage(items, call.query) }
    }),
}

export type Anchor = 'source' | 'target'

export const anchorSentence = "'anchor' must be 'source' or 'target'"

/** Which end of a relationship the object in the path is. */
export function readAnchor(value: unknown): Anchor | undefined {
  if (value === undefined) return 'source'
  return value === 'source' || value === 'target' ? value : undefined
}

/** What `run` answers for the type in the path; 404 without it. */
export function withType({ params, world }: Call, run: (type: DataObjectType) => Answer): Answer {
  const type = world.assets.dataObjectTypes.get(params.type_name ?? '')
  return type === undefined ? refusedBy(404, 'type-not-found', 'Data object type not found') : run(type)
}

function showListed({ type_name, display_name_source: source }: DataObjectType): {
  readonly [member: string]: unknown
} {
  return { type_name, metadata: source === undefined ? {} : { display_name_source: source } }
}
