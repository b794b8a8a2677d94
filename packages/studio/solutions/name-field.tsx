import { TextField } from '../ui/index.ts'
import { nameFault } from './solution-name.ts'
import { useSolutionWords } from './words.ts'

/** The name of a solution that is to be; what is wrong with it shows as soon as there is something. */
export function NameField(props: {
  readonly name: string
  readonly taken: readonly string[]
  readonly onChange: (name: string) => void
}) {
  const words = useSolutionWords()
  const { name, taken, onChange } = props
  const fault = name === '' ? null : nameFault(name, taken)
  const error = fault === null ? undefined : fault === 'form' ? words.nameForm : words.nameTaken
  return (
    <TextField
      label={words.nameLabel}
      value={name}
      onChange={onChange}
      hint={words.nameHint}
      error={error}
      autoComplete="off"
      autoFocus
      required
    />
  )
}
