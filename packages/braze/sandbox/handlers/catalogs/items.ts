import { succeeded } from '../../assets/answer.ts'
import { type Catalog, catalogLimits } from '../../assets/catalog.ts'
import { catalogError } from '../../assets/catalog-error.ts'
import { changeItem, type ItemChange, readItemIds, readItems, showItem } from '../../assets/catalog-item.ts'
import { cutLinkedPage } from '../../assets/page.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { refusedBy, unknownCatalog } from './refusal.ts'

export const listItems: Handler = {
  answer: (call) =>
    withCatalog(call, ({ definition, items }) => {
      const path = `/catalogs/${encodeURIComponent(definition.name)}/items`
      const page = cutLinkedPage(items.all(), call.query, path, catalogLimits.page)
      if (page === undefined) {
        const about = [['cursor', call.query.get('cursor')]] as const
        return refusedBy([catalogError('invalid-cursor', "'cursor' is not valid", about)])
      }
      const shown = page.things.map((item) => showItem(item, definition.fields))
      return { ...succeeded(200, { items: shown }), headers: page.headers }
    }),
}

export const createItems: Handler = {
  answer: (call) =>
    withChanges(call, 'create', (catalog, changes) => {
      const known = changes.filter(({ id }) => catalog.items.get(id) !== undefined)
      if (known.length === 0) return undefined
      const about = known.map(({ id }) => ['id', id] as const)
      return refusedBy([catalogError('item-already-exists', 'The item already exists in the catalog', about)])
    }),
}

/** Items that do not exist are passed over: the page knows no error for it. */
export const updateItems: Handler = {
  answer: (call) =>
    withChanges(call, 'update', (catalog, changes) => {
      const unknown = changes.filter(({ id }) => catalog.items.get(id) === undefined)
      if (unknown.length > 0) call.warn(`items: ${unknown.length} do not exist: ignored`)
      return undefined
    }),
}

export const replaceItems: Handler = { answer: (call) => withChanges(call, 'replace', () => undefined) }

export const deleteItems: Handler = {
  answer: (call) =>
    withCatalog(call, ({ definition }) => {
      const ids = readItemIds(membersOf(call.body).items)
      if (ids.kind === 'refused') return refusedBy(ids.errors)
      return {
        ...succeeded(202),
        apply() {
          const items = call.world.assets.catalogs.get(definition.name)?.items
          for (const id of ids.value) items?.remove(id)
        },
      }
    }),
}

/** Answers 202 and writes the items later, into the catalog as it is then. */
function withChanges(
  call: Call,
  verb: 'create' | 'update' | 'replace',
  check: (catalog: Catalog, changes: readonly ItemChange[]) => Answer | undefined,
): Answer {
  return withCatalog(call, (catalog) => {
    const { name, fields } = catalog.definition
    const changes = readItems(membersOf(call.body).items, fields, verb === 'update')
    if (changes.kind === 'refused') return refusedBy(changes.errors)
    const refusal = check(catalog, changes.value)
    if (refusal !== undefined) return refusal
    return {
      ...succeeded(202),
      apply() {
        const items = call.world.assets.catalogs.get(name)?.items
        for (const change of changes.value) {
          const before = items?.get(change.id)
          const isWanted = verb === 'replace' || (verb === 'update') === (before !== undefined)
          if (isWanted) items?.put(change.id, changeItem(change, verb === 'update' ? before : undefined))
        }
      },
    }
  })
}

/** What `run` answers for the catalog in the path; 404 without it. */
export function withCatalog({ params, world }: Call, run: (catalog: Catalog) => Answer): Answer {
  const { catalog_name: name = '' } = params
  const catalog = world.assets.catalogs.get(name)
  return catalog === undefined ? unknownCatalog(name) : run(catalog)
}
