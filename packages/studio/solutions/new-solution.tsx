import { type FormEvent, useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { NewSolution, SolutionMade, TemplateEntry } from '../api.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { useLanguage } from '../app/words.ts'
import { Button, Dialog, DialogActions, ErrorNotice } from '../ui/index.ts'
import { NameField } from './name-field.tsx'
import { freeName, nameFault } from './solution-name.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

export function NewSolutionDialog(props: {
  readonly taken: readonly string[]
  readonly templates: readonly TemplateEntry[]
  readonly onClose: () => void
}) {
  const words = useSolutionWords()
  const language = useLanguage()
  const navigate = useNavigate()
  const { taken, templates, onClose } = props
  const [name, setName] = useState(() => freeName('my-solution', taken))
  const [choice, setChoice] = useState('empty')
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isRight = nameFault(name, taken) === null

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!isRight || isMaking) return
    setMaking(true)
    setError(null)
    const from: NewSolution['from'] = choice === 'empty' ? { kind: 'empty' } : { kind: 'template', template: choice }
    try {
      await request<SolutionMade>('/solutions', { body: { name, from } })
      void queries.invalidateQueries({ queryKey: ['solutions'] })
      await navigate(`/s/${name}`)
    } catch (thrown) {
      setError(thrown)
      setMaking(false)
    }
  }

  return (
    <Dialog title={words.create} open onClose={onClose} wide>
      <form className={styles.form} onSubmit={(event) => void make(event)}>
        <NameField name={name} taken={taken} onChange={setName} />
        <RadioGroup className={styles.group ?? ''} value={choice} onChange={setChoice}>
          <Label className={styles.legend}>{words.beginWith}</Label>
          <div className={styles.cards}>
            <Card id="empty" title={words.empty} text={words.emptyHint} />
            {templates.map(({ id, title, text }) => (
              <Card key={id} id={id} title={title[language]} text={text[language]} />
            ))}
          </div>
        </RadioGroup>
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

function Card({ id, title, text }: { readonly id: string; readonly title: string; readonly text: string }) {
  return (
    <Radio value={id} className={styles.card ?? ''}>
      <strong>{title}</strong>
      <span className={styles.quiet}>{text}</span>
    </Radio>
  )
}
