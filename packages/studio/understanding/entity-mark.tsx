import { useState } from 'react'
import { Button, Select, TextField } from '../ui/index.ts'
import { isEntityName } from './marks.ts'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

const other = ' '

/** Chooses an entity for what is selected in an example. */
export function EntityMark(props: {
  readonly entities: readonly string[]
  /** Says whether it could be marked. */
  readonly onMark: (entity: string) => void
}) {
  const words = useWords()
  const [first = other] = props.entities
  const [picked, setPicked] = useState<string | null>(null)
  const chosen = picked ?? first
  const [name, setName] = useState('')
  const entity = chosen === other ? name.trim() : chosen
  return (
    <fieldset className={styles.line} aria-label={words.markAs}>
      <Select
        label={words.markAs}
        value={chosen}
        options={[
          ...props.entities.map((value) => ({ value, label: value })),
          { value: other, label: words.newEntity },
        ]}
        onChange={setPicked}
      />
      {chosen === other ? <TextField label={words.entity} value={name} onChange={setName} /> : null}
      <Button isDisabled={!isEntityName(entity)} onPress={() => props.onMark(entity)}>
        {words.mark}
      </Button>
    </fieldset>
  )
}
