import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { SolutionMade } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { Button, Dialog, DialogActions, ErrorNotice } from '../ui/index.ts'
import { NameField } from './name-field.tsx'
import { freeName, nameFault } from './solution-name.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

export function DuplicateDialog(props: {
  readonly solution: string
  readonly taken: readonly string[]
  readonly onClose: () => void
}) {
  const words = useSolutionWords()
  const navigate = useNavigate()
  const { solution, taken, onClose } = props
  const [name, setName] = useState(() => freeName(`${solution}-copy`, taken))
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isRight = nameFault(name, taken) === null

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!isRight || isMaking) return
    setMaking(true)
    try {
      await request<SolutionMade>('/solutions', { body: { name, from: { kind: 'copy', solution } } })
      void queries.invalidateQueries({ queryKey: ['solutions'] })
      await navigate(`/s/${name}`)
    } catch (thrown) {
      setError(thrown)
      setMaking(false)
    }
  }

  return (
    <Dialog title={words.duplicateTitle(solution)} open onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <NameField name={name} taken={taken} onChange={setName} />
        {error === null ? null : <ErrorNotice error={error} />}
        <DialogActions>
          <Button onPress={onClose}>{words.cancel}</Button>
          <Button kind="primary" type="submit" isDisabled={!isRight || isMaking}>
            {isMaking ? words.making : words.make}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
