import { succeeded } from '../../assets/answer.ts'
import type { CatalogDefinition } from '../../assets/catalog.ts'
import type { Checked } from '../../assets/catalog-error.ts'
import { addFields, removeField } from '../../assets/catalog-field.ts'
import { addSelection, removeSelection } from '../../assets/catalog-selection.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'
import { refusedBy, unknownCatalog } from './refusal.ts'

export const createFields: Handler = {
  answer: (call) => redefine(call, (definition, now) => addFields(definition, membersOf(call.body).fields, now)),
}

export const deleteField: Handler = {
  answer: (call) => redefine(call, (definition, now) => removeField(definition, call.params.field_name ?? '', now)),
}

export const createSelection: Handler = {
  answer: (call) => redefine(call, (definition, now) => addSelection(definition, membersOf(call.body).selection, now)),
}

export const deleteSelection: Handler = {
  answer: (call) =>
    redefine(call, (definition, now) => removeSelection(definition, call.params.selection_name ?? '', now)),
}

/**
 * Answers 202 and changes the definition later. It is changed anew then, since others may have changed it meanwhile; what no longer
 * fits is dropped.
 */
function redefine(
  { params, world }: Call,
  change: (definition: CatalogDefinition, now: number) => Checked<CatalogDefinition>,
): Answer {
  const { catalogs } = world.assets
  const { catalog_name: name = '' } = params
  const catalog = catalogs.get(name)
  if (catalog === undefined) return unknownCatalog(name)
  const now = world.clock.now()
  const checked = change(catalog.definition, now)
  if (checked.kind === 'refused') return refusedBy(checked.errors)
  return {
    ...succeeded(202),
    apply() {
      const current = catalogs.get(name)
      const changed = current === undefined ? undefined : change(current.definition, now)
      if (changed?.kind === 'fit') catalogs.redefine(changed.value)
    },
  }
}
