import { useState } from 'react'
import { TextField, useCalled } from '../ui/index.ts'
import { nameFault, nameFrom } from './solution-name.ts'
import { useSolutionWords } from './words.ts'

/** The name of a solution that is to be: a title does, and the name that it comes to is shown. What is wrong with it shows as soon as there is something. */
export function NameField(props: {
  readonly name: string
  readonly taken: readonly string[]
  /** Empty: nothing was written that can be a name. */
  readonly onChange: (name: string) => void
}) {
  const words = useSolutionWords()
  const { name, taken, onChange } = props
  const [title, setTitle] = useState(name)
  const called = useCalled(title, name)
  const error = called.error ?? (nameFault(name, taken) === 'taken' ? words.nameTaken : undefined)
  function write(next: string): void {
    setTitle(next)
    onChange(nameFrom(next))
  }
  return (
    <TextField
      label={words.nameLabel}
      value={title}
      onChange={write}
      hint={called.hint ?? words.nameHint}
      error={error}
      autoComplete="off"
      autoFocus
      required
    />
  )
}
