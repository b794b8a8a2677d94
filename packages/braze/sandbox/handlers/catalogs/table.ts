import type { HandlerGroup } from '../handler.ts'
import { createCatalog, deleteCatalog, listCatalogs } from './catalogs.ts'
import { createFields, createSelection, deleteField, deleteSelection } from './definition.ts'
import { createItem, deleteItem, replaceItem, showOneItem, updateItem } from './item.ts'
import { createItems, deleteItems, listItems, replaceItems, updateItems } from './items.ts'

export const catalogsHandlers = {
  'catalogs.list': listCatalogs,
  'catalogs.create': createCatalog,
  'catalogs.delete': deleteCatalog,
  'catalogs.items.list': listItems,
  'catalogs.items.create': createItems,
  'catalogs.items.update': updateItems,
  'catalogs.items.replace': replaceItems,
  'catalogs.items.delete': deleteItems,
  'catalogs.item.get': showOneItem,
  'catalogs.item.create': createItem,
  'catalogs.item.update': updateItem,
  'catalogs.item.replace': replaceItem,
  'catalogs.item.delete': deleteItem,
  'catalogs.fields.create': createFields,
  'catalogs.fields.delete': deleteField,
  'catalogs.selections.create': createSelection,
  'catalogs.selections.delete': deleteSelection,
} as const satisfies HandlerGroup
