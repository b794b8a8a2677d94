import { z } from 'zod'
import { createShelf, type Keepable, type Shelf } from './shelf.ts'

/** `_docs/_api/endpoints/catalogs/**`: figures of catalogs. */
export const catalogLimits = {
  nameCharacters: 250,
  descriptionCharacters: 250,
  fields: 500,
  /** In one request that adds fields. */
  newFields: 50,
  idCharacters: 250,
  /** Items of one request. */
  items: 50,
  /** Characters of one item as JSON. */
  itemCharacters: 5000,
  /** Items on one page of a list. */
  page: 50,
  filters: 10,
  results: 50,
  selections: 30,
} as const

/** Names of catalogs, fields and items. */
export const CATALOG_NAME = /^[\w-]+$/

export const fieldTypes = ['string', 'number', 'boolean', 'time', 'array', 'object', 'geo'] as const
export type FieldType = (typeof fieldTypes)[number]

const catalogField = z.object({ name: z.string(), type: z.enum(fieldTypes), token: z.string() }).readonly()
export type CatalogField = z.output<typeof catalogField>

const filter = z.object({ field: z.string(), operator: z.string(), value: z.unknown() }).readonly()
export type SelectionFilter = z.output<typeof filter>

const selection = z
  .object({
    name: z.string(),
    description: z.string().exactOptional(),
    external_id: z.string().exactOptional(),
    source: z.string().exactOptional(),
    filters: z.array(filter).readonly(),
    results_limit: z.number(),
    sort_field: z.string().exactOptional(),
    sort_order: z.enum(['asc', 'desc']).exactOptional(),
  })
  .readonly()
export type CatalogSelection = z.output<typeof selection>

const definition = z
  .object({
    name: z.string(),
    description: z.string(),
    fields: z.array(catalogField).readonly(),
    selections: z.array(selection).readonly(),
    /** Epoch milliseconds. */
    updatedAt: z.number(),
    /** The token that the next field gets: tokens are never used twice. */
    nextToken: z.number(),
  })
  .readonly()
/** What a catalog holds, without the items. */
export type CatalogDefinition = z.output<typeof definition>

const item = z.record(z.string(), z.unknown()).readonly()
/** A row of a catalog: `id`, and the fields that were set. Own members only: names are the caller's. */
export type CatalogItem = z.output<typeof item>

export interface Catalog {
  readonly definition: CatalogDefinition
  /** By their ids. */
  readonly items: Shelf<CatalogItem>
}

export interface CatalogStore extends Keepable {
  get(name: string): Catalog | undefined
  all(): readonly Catalog[]
  create(definition: CatalogDefinition): void
  /** Writes another definition of the catalog of the same name; nothing happens without one. */
  redefine(definition: CatalogDefinition): void
  remove(name: string): boolean
}

const savedCatalogs = z.array(z.object({ definition, items: z.unknown() }))

export function createCatalogStore(changed: () => void): CatalogStore {
  const catalogs = new Map<string, Catalog>()
  function add(definition: CatalogDefinition): Catalog {
    const catalog = { definition, items: createShelf(item, changed) }
    catalogs.set(definition.name, catalog)
    return catalog
  }
  return {
    get: (name) => catalogs.get(name),
    all: () => [...catalogs.values()],
    create(definition) {
      add(definition)
      changed()
    },
    redefine(definition) {
      const catalog = catalogs.get(definition.name)
      if (catalog === undefined) return
      catalogs.set(definition.name, { ...catalog, definition })
      changed()
    },
    remove(name) {
      const removed = catalogs.delete(name)
      if (removed) changed()
      return removed
    },
    save: () => [...catalogs.values()].map(({ definition, items }) => ({ definition, items: items.save() })),
    load(json) {
      for (const { definition, items } of savedCatalogs.parse(json)) add(definition).items.load(items)
    },
  }
}
