import { useId } from 'react'
import { Button, toast } from '../ui/index.ts'
import { setThreshold } from './nlu-document.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

/** The least confidence that counts; what it costs stands above, and answers at once. */
export function Threshold(props: {
  readonly threshold: number
  /** What training finds. */
  readonly found: number
  readonly editing: NluEditing
  readonly readOnly: boolean
  readonly onChange: (threshold: number) => void
}) {
  const words = useWords()
  const id = useId()
  const { threshold, found, editing } = props
  const keep = (kept: number | null): void => {
    if (editing.edit((files) => setThreshold(files, kept))) toast(kept === null ? words.freed : words.kept, 'good')
  }
  return (
    <section className={styles.section} aria-label={words.threshold}>
      <label htmlFor={id}>
        <strong>{words.threshold}</strong> <output>{threshold.toFixed(2)}</output>
      </label>
      <input
        id={id}
        type="range"
        className={styles.slider}
        min={0}
        max={1}
        step={0.01}
        value={threshold}
        onChange={({ target }) => props.onChange(Number(target.value))}
      />
      <p>
        {words.thresholdHint} {words.found_(found.toFixed(2))}
      </p>
      {props.readOnly ? null : (
        <div className={styles.line}>
          <Button isDisabled={editing.nlu.threshold === threshold} onPress={() => keep(threshold)}>
            {words.keep}
          </Button>
          <Button
            isDisabled={editing.nlu.threshold === null}
            onPress={() => {
              keep(null)
              props.onChange(found)
            }}
          >
            {words.free}
          </Button>
        </div>
      )}
    </section>
  )
}
