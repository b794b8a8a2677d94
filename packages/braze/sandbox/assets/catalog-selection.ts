import { isObject } from '../attribute-value.ts'
import { readTime } from '../time.ts'
import {
  type Catalog,
  type CatalogDefinition,
  type CatalogItem,
  type CatalogSelection,
  catalogLimits,
  type FieldType,
  type SelectionFilter,
} from './catalog.ts'
import { type Checked, catalogError, fit, refuse } from './catalog-error.ts'
import { readField } from './catalog-item.ts'

type Source = { readonly [member: string]: unknown }

/** What each operator does with the value of an item and the value of the filter, by type of field. */
const operators: {
  readonly [Type in FieldType]: { readonly [operator: string]: (of: unknown, by: unknown) => boolean }
} = {
  string: { equals: (of, by) => of === by, 'does not equal': (of, by) => of !== by },
  number: {
    equals: (of, by) => of === by,
    'does not equal': (of, by) => of !== by,
    'greater than': (of, by) => Number(of ?? Number.NaN) > Number(by),
    'less than': (of, by) => Number(of ?? Number.NaN) < Number(by),
  },
  boolean: { is: (of, by) => of === by },
  time: { before: (of, by) => instant(of) < instant(by), after: (of, by) => instant(of) > instant(by) },
  array: { 'includes value': (of, by) => includes(of, by), 'does not include value': (of, by) => !includes(of, by) },
  object: {},
  geo: {},
}

/** The definition with the selection of `POST /catalogs/{name}/selections`. */
export function addSelection(definition: CatalogDefinition, source: unknown, now: number): Checked<CatalogDefinition> {
  const { selections } = definition
  if (selections.length >= catalogLimits.selections) {
    const message = `A catalog has at most ${catalogLimits.selections} selections`
    return refuse([catalogError('selection-limit-reached', message)])
  }
  const read = readSelection(definition, source)
  if (read.kind === 'refused') return read
  const { name } = read.value
  if (selections.some((one) => one.name === name)) {
    const message = 'A selection with that name already exists'
    return refuse([catalogError('selection-name-already-exists', message, [['name', name]])])
  }
  return fit({ ...definition, selections: [...selections, read.value], updatedAt: now })
}

/** The definition without the selection. */
export function removeSelection(definition: CatalogDefinition, name: string, now: number): Checked<CatalogDefinition> {
  const left = definition.selections.filter((one) => one.name !== name)
  if (left.length === definition.selections.length) {
    return refuse([catalogError('invalid-selection', 'Could not find selection', [['selection_name', name]])])
  }
  return fit({ ...definition, selections: left, updatedAt: now })
}

/** The items that a selection finds. Without an order of its own, in the order in which they were created. */
export function selectItems({ definition, items }: Catalog, selection: CatalogSelection): readonly CatalogItem[] {
  const types = new Map<string, FieldType>(definition.fields.map(({ name, type }) => [name, type]))
  const fits = (item: CatalogItem, { field, operator, value }: SelectionFilter) =>
    operators[types.get(field) ?? 'string'][operator]?.(readField(item, field) ?? undefined, value) === true
  const found = items.all().filter((item) => selection.filters.every((filter) => fits(item, filter)))
  const { sort_field: field, sort_order: order } = selection
  if (field !== undefined) {
    const sign = order === 'desc' ? -1 : 1
    found.sort((one, other) => sign * compare(readField(one, field), readField(other, field)))
  }
  return found.slice(0, selection.results_limit)
}

function readSelection({ fields }: CatalogDefinition, source: unknown): Checked<CatalogSelection> {
  const one = (id: string, message: string) => refuse([catalogError(id, message)])
  if (!isObject(source)) return one('invalid-selection', "'selection' must be an object")
  const { name, filters, results_limit, sort_field, sort_order } = source
  if (typeof name !== 'string' || !/^.{1,250}$/s.test(name)) {
    return one('invalid-selection', "'name' must be a string of at most 250 characters")
  }
  if (!Array.isArray(filters)) return one('invalid-selection', "'filters' must be an array")
  if (filters.length > catalogLimits.filters) {
    return one('too-many-filters', `A selection has at most ${catalogLimits.filters} filters`)
  }
  const types = new Map<unknown, FieldType>(fields.map((field) => [field.name, field.type]))
  const read = filters.map((filter) => readFilter(filter, types))
  const fitting = read.filter((filter) => filter !== undefined)
  if (fitting.length < read.length) return one('selection-has-invalid-filter', 'A filter is not valid')
  if (new Set(fitting.filter(({ field }) => types.get(field) === 'array').map(({ field }) => field)).size > 1) {
    return one('selection-contains-too-many-arrays', 'A selection uses at most one field of type array')
  }
  if (!isResultsLimit(results_limit)) {
    return one('selection-invalid-results-limit', `'results_limit' is from 1 to ${catalogLimits.results}`)
  }
  const order = readOrder(sort_field, sort_order, types)
  if (order.kind === 'refused') return order
  return fit({ name, filters: fitting, results_limit, ...order.value, ...readTexts(source) })
}

function readFilter(filter: unknown, types: ReadonlyMap<unknown, FieldType>): SelectionFilter | undefined {
  if (!isObject(filter)) return undefined
  const { field, operator, value } = filter
  const type = types.get(field)
  if (typeof field !== 'string' || typeof operator !== 'string' || type === undefined) return undefined
  const isKnown = Object.hasOwn(operators[type], operator)
  return isKnown && fitsType(type, value) ? { field, operator, value } : undefined
}

function fitsType(type: FieldType, value: unknown): boolean {
  if (type === 'time') return typeof value === 'string' && readTime(value) !== undefined
  if (type === 'array') return ['string', 'number', 'boolean'].includes(typeof value)
  return typeof value === type
}

function isResultsLimit(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= catalogLimits.results
}

type Order = Pick<CatalogSelection, 'sort_field' | 'sort_order'>

function readOrder(field: unknown, order: unknown, types: ReadonlyMap<unknown, FieldType>): Checked<Order> {
  const one = (id: string, message: string) => refuse([catalogError(id, message)])
  if (field === undefined && order === undefined) return fit({})
  if (field === undefined || order === undefined) {
    return one('invalid-sorting', "'sort_field' and 'sort_order' must be there together")
  }
  if (typeof field !== 'string' || !types.has(field)) return one('invalid-sort-field', "'sort_field' must be a field")
  if (order !== 'asc' && order !== 'desc') return one('invalid-sort-order', "'sort_order' must be 'asc' or 'desc'")
  return fit({ sort_field: field, sort_order: order })
}

function readTexts(source: Source): Pick<CatalogSelection, 'description' | 'external_id' | 'source'> {
  const names = ['description', 'external_id', 'source'] as const
  return Object.fromEntries(
    names.filter((name) => typeof source[name] === 'string').map((name) => [name, source[name]]),
  )
}

function instant(value: unknown): number {
  return typeof value === 'string' ? (readTime(value) ?? Number.NaN) : Number.NaN
}

function includes(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.includes(value)
}

/** What has no value comes first. */
function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  const [text, otherText] = [sortText(one), sortText(other)]
  return text < otherText ? -1 : Number(text > otherText)
}

function sortText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}
