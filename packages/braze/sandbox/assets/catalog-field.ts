import { isObject } from '../attribute-value.ts'
import {
  CATALOG_NAME,
  type CatalogDefinition,
  type CatalogField,
  catalogLimits,
  type FieldType,
  fieldTypes,
} from './catalog.ts'
import { type CatalogError, type Checked, catalogError, fit, refuse } from './catalog-error.ts'

interface NewField {
  readonly name: string
  readonly type: FieldType
}

/** A catalog as `POST /catalogs` defines it. */
export function readDefinition(
  source: { readonly [member: string]: unknown },
  isTaken: (name: string) => boolean,
  now: number,
): Checked<CatalogDefinition> {
  const { name, description = '' } = source
  const fields = readFields(source.fields, [])
  const errors = [...findNameErrors(name, isTaken), ...findDescriptionErrors(description)]
  if (fields.kind === 'refused') return refuse([...errors, ...fields.errors])
  const [first] = fields.value
  if (first?.name !== 'id' || first.type !== 'string') {
    errors.push(catalogError('id-not-first-column', "The first field must be 'id' and of type string"))
  }
  if (errors.length > 0 || typeof name !== 'string' || typeof description !== 'string') return refuse(errors)
  return fit({
    name,
    description,
    // The id has the token -1, what follows counts from 0: as recorded.
    fields: withTokens(fields.value, -1),
    selections: [],
    updatedAt: now,
    nextToken: fields.value.length - 1,
  })
}

/** The definition with the fields of `POST /catalogs/{name}/fields`. */
export function addFields(definition: CatalogDefinition, source: unknown, now: number): Checked<CatalogDefinition> {
  const { newFields, fields: most } = catalogLimits
  if (Array.isArray(source) && source.length > newFields) {
    return refuse([catalogError('request-includes-too-many-fields', `A request takes at most ${newFields} fields`)])
  }
  const read = readFields(source, definition.fields)
  if (read.kind === 'refused') return read
  const fields = [...definition.fields, ...withTokens(read.value, definition.nextToken)]
  if (fields.length > most) {
    return refuse([catalogError('catalog-exceeds-fields-limit', `A catalog has at most ${most} fields`)])
  }
  return fit({ ...definition, fields, updatedAt: now, nextToken: definition.nextToken + read.value.length })
}

/** The definition without the field. */
export function removeField(definition: CatalogDefinition, name: string, now: number): Checked<CatalogDefinition> {
  const about = [['field_name', name]] as const
  if (name === 'id' || !definition.fields.some((field) => field.name === name)) {
    return refuse([catalogError('invalid-field-name', 'Could not find field', about)])
  }
  const isUsed = definition.selections.some(
    ({ filters, sort_field }) => sort_field === name || filters.some(({ field }) => field === name),
  )
  if (isUsed) return refuse([catalogError('field-referenced-by-selection', 'The field is used by a selection', about)])
  return fit({ ...definition, fields: definition.fields.filter((field) => field.name !== name), updatedAt: now })
}

function findNameErrors(name: unknown, isTaken: (name: string) => boolean): CatalogError[] {
  const about = [['name', name]] as const
  const { nameCharacters } = catalogLimits
  if (typeof name !== 'string' || !CATALOG_NAME.test(name)) {
    return [catalogError('invalid-catalog-name', 'A name has only letters, numbers, hyphens, and underscores', about)]
  }
  if (name.length > nameCharacters) {
    return [catalogError('catalog-name-too-large', `A name has at most ${nameCharacters} characters`, about)]
  }
  return isTaken(name)
    ? [catalogError('catalog-name-already-exists', 'A catalog with that name already exists', about)]
    : []
}

function findDescriptionErrors(description: unknown): CatalogError[] {
  const { descriptionCharacters } = catalogLimits
  if (typeof description === 'string' && description.length <= descriptionCharacters) return []
  return [
    catalogError('description-too-long', `A description is a text of at most ${descriptionCharacters} characters`),
  ]
}

/** @param present names that are taken */
function readFields(source: unknown, present: readonly NewField[]): Checked<readonly NewField[]> {
  const { fields: most, nameCharacters } = catalogLimits
  if (!Array.isArray(source) || source.length === 0 || !source.every(isObject)) {
    return refuse([catalogError('invalid-fields', "'fields' must be an array of objects with a name and a type")])
  }
  if (source.length > most) return refuse([catalogError('too-many-fields', `A catalog has at most ${most} fields`)])
  const names = source.map(({ name }) => (typeof name === 'string' ? name : ''))
  const types = source.map(({ type }) => fieldTypes.find((known) => known === type))
  const all = [...present.map(({ name }) => name), ...names]
  const checks: readonly (readonly [fails: boolean, id: string, message: string])[] = [
    [
      !names.every((name) => CATALOG_NAME.test(name)),
      'invalid-field-names',
      'Names have only letters, numbers, hyphens, and underscores',
    ],
    [
      names.some(({ length }) => length > nameCharacters),
      'field-names-too-large',
      `Names have at most ${nameCharacters} characters`,
    ],
    [new Set(all).size < all.length, 'field-names-not-unique', 'The same field name is there twice'],
    [types.includes(undefined), 'invalid-field-types', `Types are ${fieldTypes.join(', ')}`],
  ]
  const errors = checks.filter(([fails]) => fails).map(([, id, message]) => catalogError(id, message))
  if (errors.length > 0) return refuse(errors)
  return fit(names.map((name, index) => ({ name, type: types[index] ?? 'string' })))
}

/** @param first the token of the first field */
function withTokens(fields: readonly NewField[], first: number): readonly CatalogField[] {
  return fields.map((field, index) => ({ ...field, token: String(first + index) }))
}
