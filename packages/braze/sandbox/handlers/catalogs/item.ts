import { succeeded } from '../../assets/answer.ts'
import type { CatalogItem } from '../../assets/catalog.ts'
import { catalogError } from '../../assets/catalog-error.ts'
import { changeItem, readOneItem, showItem } from '../../assets/catalog-item.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { withCatalog } from './items.ts'
import { refusedBy, unknownItem } from './refusal.ts'

export const showOneItem: Handler = {
  answer: (call) =>
    withCatalog(call, ({ definition, items }) => {
      const item = items.get(itemId(call))
      return item === undefined
        ? unknownItem(itemId(call))
        : succeeded(200, { items: [showItem(item, definition.fields)] })
    }),
}

export const createItem: Handler = {
  answer: (call) =>
    writeItem(call, 'create', 201, (before) => {
      if (before === undefined) return undefined
      const about = [['item_id', itemId(call)]] as const
      return refusedBy([catalogError('item-already-exists', 'The item already exists in the catalog', about)])
    }),
}

export const updateItem: Handler = {
  answer: (call) =>
    writeItem(call, 'update', 200, (before) => (before === undefined ? unknownItem(itemId(call)) : undefined)),
}

/** Creates the item when there is none. */
export const replaceItem: Handler = { answer: (call) => writeItem(call, 'replace', 200, () => undefined) }

export const deleteItem: Handler = {
  answer: (call) =>
    withCatalog(call, ({ items }) => (items.remove(itemId(call)) ? succeeded(200) : unknownItem(itemId(call)))),
}

/** Writes at once: these endpoints are synchronous. */
function writeItem(
  call: Call,
  verb: 'create' | 'update' | 'replace',
  status: number,
  check: (before: CatalogItem | undefined) => Answer | undefined,
): Answer {
  return withCatalog(call, ({ definition, items }) => {
    const id = itemId(call)
    const read = readOneItem(id, membersOf(call.body).items, definition.fields, verb === 'update')
    if (read.kind === 'refused') return refusedBy(read.errors)
    const before = items.get(id)
    const refusal = check(before)
    if (refusal !== undefined) return refusal
    items.put(id, changeItem(read.value, verb === 'update' ? before : undefined))
    return succeeded(status)
  })
}

function itemId({ params }: Call): string {
  return params.item_id ?? ''
}
