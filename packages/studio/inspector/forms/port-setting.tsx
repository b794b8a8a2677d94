import { errorOf, FieldBox, useField, useForm } from '../../fields/form.tsx'
import { type Path, setAt } from '../../fields/path.ts'
import type { JsonObject } from '../../source/json.ts'
import { TextField } from '../../ui/index.ts'

/** The name of a port that the author gives. Where it leads goes with it. */
export function PortSetting({
  path,
  label,
  hint,
}: {
  readonly path: Path
  readonly label: string
  readonly hint?: string
}) {
  const field = useField(path)
  const { edit, flow, node } = useForm()
  const value = typeof field.value === 'string' ? field.value : ''
  function rename(to: string): void {
    edit(
      (before) => {
        const renamed = setAt(before, path, to)
        const edges = before.to as JsonObject | undefined
        // Another port of the new name keeps its own edge.
        if (edges?.[value] === undefined || to === '' || edges[to] !== undefined) return renamed
        const { [value]: target, ...others } = edges
        return { ...renamed, to: { ...others, [to]: target } }
      },
      `${flow}/${node ?? ''}/${field.name}`,
    )
  }
  return (
    <FieldBox field={field}>
      <TextField
        label={label}
        value={value}
        onChange={rename}
        error={errorOf(field.problems)}
        disabled={field.readOnly}
        {...(hint === undefined ? {} : { hint })}
      />
    </FieldBox>
  )
}
