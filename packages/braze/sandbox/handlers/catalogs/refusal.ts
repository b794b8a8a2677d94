import { type CatalogError, catalogError } from '../../assets/catalog-error.ts'
import type { Answer } from '../handler.ts'

/** How the catalog endpoints refuse: as recorded. */
export function refusedBy(errors: readonly CatalogError[], status = 400): Answer {
  return { status, body: { errors, message: 'Invalid Request' } }
}

export function unknownCatalog(name: string): Answer {
  return refusedBy([catalogError('catalog-not-found', 'Could not find catalog', [['catalog_name', name]])], 404)
}

export function unknownItem(id: string): Answer {
  return refusedBy([catalogError('item-not-found', 'Could not find item', [['item_id', id]])], 404)
}
