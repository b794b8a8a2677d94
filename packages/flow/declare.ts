import { isFreeName } from './expression.ts'
import type { FlowHead } from './flow-file.ts'
import { idForm } from './id.ts'
import type { Report } from './report.ts'
import { builtInNames, resultNames } from './scope.ts'
import { type Declaration, fit } from './variable.ts'

/** A flow's variables as its head declares them, also those with mistakes, which are reported. */
export function declareVariables(head: FlowHead, report: Report): ReadonlyMap<string, Declaration> {
  const variables = new Map<string, Declaration>()
  for (const [name, declared] of Object.entries(head.variables ?? {})) {
    const { type, sensitive, default: initial, entity, role = null, called = [] } = declared
    const path = ['variables', name]
    if (!idForm.test(name))
      report.add(
        'bad-id',
        path,
        `The variable name "${name}" is not an id.`,
        'Use a lower-case letter, then up to 63 letters, digits and "_".',
      )
    else if (isBuiltIn(name) || !isFreeName(name))
      report.add(
        'reserved-name',
        path,
        `"${name}" already means something in texts and logic.`,
        'Give the variable another name.',
      )
    const fitted = initial === undefined ? null : fit(type, initial)
    if (fitted === undefined)
      report.add(
        'bad-default',
        [...path, 'default'],
        `The default of "${name}" is not a value of type ${type}.`,
        `Write a value of type ${type}, or remove the default.`,
      )
    if (entity === undefined && role !== null)
      report.add(
        'bad-understanding',
        [...path, 'role'],
        `"${name}" has a role and no entity.`,
        'Say of which "entity" it is the role, or remove it.',
      )
    const slot = entity === undefined ? null : { type: entity, role }
    variables.set(name, { type, sensitive: sensitive === true, default: fitted ?? null, slot, called })
  }
  return variables
}

/** Whether texts and logic give the name a meaning of its own, so that no variable can have it. */
export function isBuiltIn(name: string): boolean {
  return (builtInNames as readonly string[]).includes(name) || (resultNames as readonly string[]).includes(name)
}
