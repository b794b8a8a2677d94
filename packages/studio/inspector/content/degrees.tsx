import { useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { LogicSetting, NumberSetting } from '../../fields/settings.tsx'

/** Degrees: a number, or a formula where one stands there. A number is what people have; a formula comes from "as JSON" or by typing a name. */
export function Degrees({ path, label }: { readonly path: Path; readonly label: string }) {
  const { value } = useField(path)
  const isFormula = typeof value === 'string' && /[a-z_]/i.test(value)
  return isFormula ? <LogicSetting path={path} label={label} /> : <NumberSetting path={path} label={label} />
}
