import { errorOf, FieldBox, useField, useForm } from '../../fields/form.tsx'
import { type Path, setAt } from '../../fields/path.ts'
import { TextField } from '../../ui/index.ts'
import { withPort } from './change-port.ts'

/** The name of a port that the author gives. Where it leads goes with it. `usual`: its name where none is given. */
export function PortSetting(props: {
  readonly path: Path
  readonly label: string
  readonly hint?: string
  readonly usual?: string
}) {
  const { path, label, hint, usual } = props
  const field = useField(path)
  const { edit, flow, node } = useForm()
  const value = typeof field.value === 'string' ? field.value : ''
  function rename(to: string): void {
    edit(
      (before) =>
        withPort(setAt(before, path, to === '' && usual !== undefined ? undefined : to), value || usual, to || usual),
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
        {...(usual === undefined || usual === '' ? {} : { placeholder: usual })}
      />
    </FieldBox>
  )
}
