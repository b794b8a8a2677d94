import { succeeded } from '../../assets/answer.ts'
import type { Catalog } from '../../assets/catalog.ts'
import { catalogError } from '../../assets/catalog-error.ts'
import { readDefinition } from '../../assets/catalog-field.ts'
import { isObject } from '../../attribute-value.ts'
import { showTime } from '../../time.ts'
import { membersOf } from '../bad-request.ts'
import type { Handler } from '../handler.ts'
import { refusedBy, unknownCatalog } from './refusal.ts'

export const listCatalogs: Handler = {
  answer: ({ world }) => succeeded(200, { catalogs: world.assets.catalogs.all().map(showCatalog) }),
}

export const createCatalog: Handler = {
  answer({ body, world }) {
    const { assets, clock } = world
    const { catalogs } = membersOf(body)
    if (!Array.isArray(catalogs) || catalogs.length === 0 || !catalogs.every(isObject)) {
      return refusedBy([catalogError('catalog-array-invalid', "'catalogs' must be an array of objects")])
    }
    const [source = {}] = catalogs
    if (catalogs.length > 1) {
      return refusedBy([catalogError('too-many-catalog-atoms', 'Only one catalog can be created in a request')])
    }
    const read = readDefinition(source, (name) => assets.catalogs.get(name) !== undefined, clock.now())
    if (read.kind === 'refused') return refusedBy(read.errors)
    const { value: definition } = read
    assets.catalogs.create(definition)
    const created = assets.catalogs.get(definition.name)
    return succeeded(201, { catalogs: created === undefined ? [] : [showCatalog(created)] })
  },
}

export const deleteCatalog: Handler = {
  answer({ params, world }) {
    const { catalog_name: name = '' } = params
    return world.assets.catalogs.remove(name) ? succeeded(200) : unknownCatalog(name)
  },
}

function showCatalog({ definition, items }: Catalog): { readonly [member: string]: unknown } {
  const { name, description, fields, selections, updatedAt } = definition
  return {
    description,
    fields: fields.map(({ name, token, type }) => ({ name, token, type })),
    name,
    source: 'Braze',
    num_items: items.size,
    storage_size: items.size === 0 ? 0 : sizeOf(items.all()),
    selections_size: selections.length === 0 ? 0 : sizeOf(selections),
    updated_at: showUpdated(updatedAt),
    selections,
  }
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

/** With the zone as recorded, `+00:00`. */
function showUpdated(at: number): string {
  return showTime(at).replace('Z', '+00:00')
}
