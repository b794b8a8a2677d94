import { lazy, Suspense } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { ImportInto, SolutionMade } from '../api.ts'
import { Checkbox, Notice, Select } from '../ui/index.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

const Changes = lazy(() => import('../versions/changes.tsx').then((module) => ({ default: module.Changes })))

/** Whether it becomes a new solution, or comes into one that there is. */
export function Target(props: {
  readonly existing: readonly string[]
  readonly into: string | null
  readonly onChange: (into: string | null) => void
}) {
  const words = useSolutionWords()
  const { existing, into, onChange } = props
  const [first] = existing
  if (first === undefined) return null
  return (
    <>
      <RadioGroup
        className={styles.group ?? ''}
        value={into === null ? 'new' : 'into'}
        onChange={(value) => onChange(value === 'new' ? null : first)}
      >
        <Label className={styles.legend}>{words.target}</Label>
        <div className={styles.cards}>
          <Radio value="new" className={styles.card ?? ''}>
            <strong>{words.asNew}</strong>
            <span className={styles.quiet}>{words.asNewHint}</span>
          </Radio>
          <Radio value="into" className={styles.card ?? ''}>
            <strong>{words.into}</strong>
            <span className={styles.quiet}>{words.intoHint}</span>
          </Radio>
        </div>
      </RadioGroup>
      {into === null ? null : (
        <Select
          label={words.which}
          value={into}
          options={existing.map((name) => ({ value: name, label: name }))}
          onChange={onChange}
        />
      )}
    </>
  )
}

/** What bringing it in would change. */
export function LookedAt(props: {
  readonly looked: ImportInto
  readonly removes: boolean
  readonly disabled: boolean
  readonly onRemoves: (removes: boolean) => void
}) {
  const words = useSolutionWords()
  const { looked, removes, disabled, onRemoves } = props
  const { solution, changed, others, changes } = looked
  return (
    <>
      {changed.length === 0 ? (
        <Notice>{words.sameAlready(solution)}</Notice>
      ) : (
        <>
          <strong>{words.wouldChange(solution, changed.length)}</strong>
          {changes === null ? null : (
            <Suspense>
              <Changes answer={changes} />
            </Suspense>
          )}
        </>
      )}
      {others.length === 0 ? null : (
        <Checkbox
          label={words.removeOthers(others.length, others.slice(0, 3).join(', '))}
          checked={removes}
          onChange={onRemoves}
          disabled={disabled}
        />
      )}
      <LeftOut files={looked.left_out} />
      {changed.length === 0 ? null : <p className={styles.quiet}>{words.canGoBack}</p>}
    </>
  )
}

/** Files that were not taken, with the reason. */
export function LeftOut({ files }: { readonly files: SolutionMade['left_out'] }) {
  const words = useSolutionWords()
  if (files.length === 0) return null
  return (
    <Notice tone="warn">
      {words.leftOut}
      <ul className={styles.problems}>
        {files.map(({ file, reason }) => (
          <li key={file}>
            <code>{file}</code> {reason}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
