import { useForm } from '../../fields/form.tsx'
import type { NameOption } from '../../fields/map-setting.tsx'
import { useFlow } from '../../source/hooks.ts'

/** The variables of the flow in hand, to pick from; of another flow by its name. */
export function useVariableOptions(of?: string): readonly NameOption[] {
  const { flow } = useForm()
  const file = useFlow(of ?? flow)
  return Object.entries(file?.variables ?? {}).map(([name, { type }]) => ({ name, hint: String(type) }))
}
