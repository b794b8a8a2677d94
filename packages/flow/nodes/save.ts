import { z } from 'zod'
import type { Expression } from '../expression.ts'
import type { LogicMore } from '../logic-more.ts'
import type { NodeBuild } from '../node-build.ts'
import type { Turn } from '../turn.ts'
import type { Value, Values } from '../value.ts'

export const saveSource = z.record(z.string(), z.string())
type SaveSource = z.infer<typeof saveSource>

/** Variables that are set from what a node was given. */
export type Save = readonly { readonly variable: string; readonly value: Expression }[]

/** `more`: what the logic sees besides the usual names. */
export function compileSave(source: SaveSource | undefined, more: LogicMore, build: NodeBuild): Save {
  return Object.entries(source ?? {}).map(([variable, logic]) => ({
    variable,
    value: build.assigns(variable, logic, ['save', variable], more),
  }))
}

/** The variables that are set whatever the outputs are. */
export function knownOfOutcome(save: Save): readonly string[] {
  const only = ({ value }: Save[number]) => value.uses.every(([name]) => name === 'outcome')
  return save.filter(only).map(({ variable }) => variable)
}

/** Sets the variables; what fails or does not fit leaves its variable as it is. FN9 */
export function runSave(save: Save, turn: Turn, given: Values): void {
  if (save.length === 0) return
  const scope = {
    at: turn.at,
    language: turn.language,
    value: (name: string): Value => (Object.hasOwn(given, name) ? (given[name] ?? null) : turn.value(name)),
  }
  for (const { variable, value } of save) {
    const saved = value.evaluate(scope)
    if (saved !== undefined && turn.fits(variable, saved)) turn.set(variable, turn.fit(variable, saved))
  }
}
