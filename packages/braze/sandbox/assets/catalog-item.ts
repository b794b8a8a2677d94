import { isObject } from '../attribute-value.ts'
import { CATALOG_NAME, type CatalogField, type CatalogItem, catalogLimits, type FieldType } from './catalog.ts'
import { type CatalogError, type Checked, catalogError, fit, refuse } from './catalog-error.ts'
import { type Misfit, readFieldValue } from './catalog-value.ts'

/** What a request does to the item of an id: values set, and arrays edited in place. */
export interface ItemChange {
  readonly id: string
  readonly values: CatalogItem
  readonly edits: readonly ArrayEdit[]
}

interface ArrayEdit {
  readonly field: string
  readonly add: readonly unknown[]
  readonly remove: readonly unknown[]
}

type Source = { readonly [member: string]: unknown }

/** The item after the change. `before` is what a PATCH builds on. */
export function changeItem(change: ItemChange, before: CatalogItem | undefined): CatalogItem {
  const edited = change.edits.map(({ field, add, remove }) => [field, editArray(readField(before, field), add, remove)])
  return { ...before, ...change.values, ...Object.fromEntries(edited), id: change.id }
}

/** The item as the API shows it: every field of the catalog, `null` where none was set. */
export function showItem(item: CatalogItem, fields: readonly CatalogField[]): CatalogItem {
  return Object.fromEntries(fields.map(({ name }) => [name, readField(item, name) ?? null]))
}

/** The items of a request with many, each naming its `id`. */
export function readItems(
  source: unknown,
  fields: readonly CatalogField[],
  isPatch: boolean,
): Checked<readonly ItemChange[]> {
  const items = readItemArray(source)
  if (items.kind === 'refused') return items
  const changes: ItemChange[] = []
  const errors: CatalogError[] = []
  for (const item of items.value) {
    const change = readItem(String(item.id), item, fields, isPatch)
    if (change.kind === 'fit') changes.push(change.value)
    else errors.push(...change.errors)
  }
  return errors.length > 0 ? refuse(errors) : fit(changes)
}

/** The one item of a request that names the id in its path. */
export function readOneItem(
  id: string,
  items: unknown,
  fields: readonly CatalogField[],
  isPatch: boolean,
): Checked<ItemChange> {
  const [item] = isItemArray(items) ? items : []
  if (!isItemArray(items) || item === undefined) return refuse([notItems])
  if (items.length > 1) return refuse([catalogError('request-includes-too-many-items', 'A request takes one item')])
  if (Object.hasOwn(item, 'id')) {
    return refuse([catalogError('id-in-body', 'The id of the item belongs into the path alone')])
  }
  const errors = findIdErrors([id])
  return errors.length > 0 ? refuse(errors) : readItem(id, item, fields, isPatch)
}

/** The ids of a request with many. */
export function readItemIds(source: unknown): Checked<readonly string[]> {
  const items = readItemArray(source)
  return items.kind === 'refused' ? items : fit(items.value.map(({ id }) => String(id)))
}

const notItems = catalogError('item-array-invalid', "'items' must be an array of objects")

function isItemArray(items: unknown): items is readonly Source[] {
  return Array.isArray(items) && items.every(isObject)
}

/** Objects that each have an id of their own. */
function readItemArray(source: unknown): Checked<readonly Source[]> {
  if (!isItemArray(source) || source.length === 0) return refuse([notItems])
  const { items: most } = catalogLimits
  if (source.length > most) {
    return refuse([catalogError('request-includes-too-many-items', `A request takes at most ${most} items`)])
  }
  const missing = source.filter(({ id }) => id === undefined || id === null || id === '').length
  if (missing > 0) {
    return refuse([catalogError('items-missing-ids', `There are ${missing} item(s) that do not have ids`)])
  }
  const errors = findIdErrors(source.map(({ id }) => id))
  return errors.length > 0 ? refuse(errors) : fit(source)
}

function findIdErrors(ids: readonly unknown[]): readonly CatalogError[] {
  const texts = ids.filter((id) => typeof id === 'string')
  if (texts.length < ids.length) return [catalogError('ids-not-strings', 'Item ids must be strings')]
  const name = (id: string) => ['id', id] as const
  const { idCharacters } = catalogLimits
  const long = texts.filter(({ length }) => length > idCharacters).map(name)
  const odd = texts.filter((id) => !CATALOG_NAME.test(id)).map(name)
  return [
    ...(long.length > 0
      ? [catalogError('ids-too-large', `Item ids have at most ${idCharacters} characters`, long)]
      : []),
    ...(odd.length > 0
      ? [catalogError('invalid-ids', 'Item ids have only letters, numbers, hyphens, and underscores', odd)]
      : []),
    ...(new Set(ids).size < ids.length ? [catalogError('ids-not-unique', 'Item ids must be unique in a request')] : []),
  ]
}

function readItem(id: string, source: Source, fields: readonly CatalogField[], isPatch: boolean): Checked<ItemChange> {
  const about = [['id', id]] as const
  const types = new Map<string, FieldType>(fields.map(({ name, type }) => [name, type]))
  const sent = Object.entries(source).filter(([name]) => name !== 'id')
  if (sent.some(([name]) => !types.has(name))) {
    return refuse([catalogError('invalid-fields', 'Some of the fields given do not exist in the catalog', about)])
  }
  const { itemCharacters } = catalogLimits
  if (JSON.stringify(source).length > itemCharacters) {
    return refuse([catalogError('items-too-large', `An item has at most ${itemCharacters} characters`, about)])
  }
  const misfits = new Set<Misfit>()
  const values: [string, unknown][] = []
  const edits: ArrayEdit[] = []
  for (const [name, value] of sent) {
    const type = types.get(name) ?? 'string'
    const edit = isPatch && type === 'array' ? readEdit(name, value) : undefined
    const read = readFieldValue(type, edit === undefined ? value : [...edit.add, ...edit.remove])
    if ('misfit' in read) misfits.add(read.misfit)
    else if (edit === undefined) values.push([name, read.value])
    else edits.push(edit)
  }
  if (misfits.size > 0) return refuse([...misfits].map((misfit) => catalogError(misfit, misfitTexts[misfit], about)))
  return fit({ id, values: Object.fromEntries(values), edits })
}

const misfitTexts: { readonly [Kind in Misfit]: string } = {
  'unable-to-coerce-value': 'Some values do not fit the types of their fields',
  'invalid-keys-in-value-object': "Keys of objects must not have '.' or '$'",
  'too-deep-nesting-in-value-object': 'Objects have at most 50 levels',
}

/** `{ "$add": […], "$remove": […] }`, at least one of the two and nothing else. */
function readEdit(field: string, value: unknown): ArrayEdit | undefined {
  if (!isObject(value)) return undefined
  const { $add: add = [], $remove: remove = [], ...rest } = value
  const isEdit = Object.keys(value).length > 0 && Object.keys(rest).length === 0
  return isEdit && Array.isArray(add) && Array.isArray(remove) ? { field, add, remove } : undefined
}

/** What is added stands once, at the end. */
function editArray(before: unknown, add: readonly unknown[], remove: readonly unknown[]): readonly unknown[] {
  const gone = new Set([...add, ...remove].map((one) => JSON.stringify(one)))
  const kept = (Array.isArray(before) ? before : []).filter((one) => !gone.has(JSON.stringify(one)))
  const added = new Map(add.map((one) => [JSON.stringify(one), one]))
  return [...kept, ...added.values()]
}

/** What an item has in a field; `undefined` where nothing was set, whatever the field is called. */
export function readField(item: CatalogItem | undefined, field: string): unknown {
  return item !== undefined && Object.hasOwn(item, field) ? item[field] : undefined
}
