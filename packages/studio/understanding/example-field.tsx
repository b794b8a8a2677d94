import type { Problem } from '@parley/flow'
import { useId } from 'react'
import type { ExampleRow } from './example-rows.ts'
import { hasBrokenMark, longestExample, plainExample } from './marks.ts'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

/** What somebody has typed into a field, and what stood there when they began. */
export interface Draft {
  readonly text: string
  readonly of: string
  /** Why it is not taken over as it is. */
  readonly refusal?: string
}

/** A field that takes over when it is left. */
export function ExampleField(props: {
  readonly label: string
  readonly row: ExampleRow
  /** `null`: it shows the example as it is. */
  readonly draft: Draft | null
  readonly problems: readonly Problem[]
  readonly readOnly: boolean
  readonly onField: (field: HTMLInputElement | null) => void
  readonly onSelect: (start: number, end: number) => void
  readonly onDraft: (draft: Draft | null) => void
  readonly onCommit: (draft: Draft) => void
}) {
  const words = useWords()
  const id = useId()
  const { draft, problems } = props
  const { example, isGone } = props.row
  const { source } = example
  const refusal = draft?.refusal
  const said =
    draft === null
      ? null
      : isGone
        ? words.removedMeanwhile
        : draft.of === source
          ? null
          : words.changedMeanwhile(source)
  const isRefused = refusal !== undefined || problems.some(({ severity }) => severity === 'error')
  const isTold = refusal !== undefined || said !== null || problems.length > 0

  function commit(): void {
    if (draft === null) return
    if (plainExample(draft.text).length > longestExample)
      props.onDraft({ ...draft, refusal: words.tooLong(longestExample) })
    else if (hasBrokenMark(draft.text)) props.onDraft({ ...draft, refusal: words.badMark(draft.text) })
    else props.onCommit(draft)
  }

  return (
    <div className={styles.words}>
      <input
        ref={props.onField}
        aria-label={props.label}
        data-shown={source}
        value={draft?.text ?? source}
        readOnly={props.readOnly}
        aria-invalid={isRefused}
        {...(isTold ? { 'aria-describedby': id } : {})}
        onChange={({ target: { value } }) =>
          props.onDraft(value === source && !isGone ? null : { text: value, of: draft?.of ?? source })
        }
        onBlur={commit}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          props.onSelect(selectionStart ?? 0, selectionEnd ?? 0)
        }
        onKeyDown={({ key, currentTarget, nativeEvent }) => {
          if (key === 'Enter' && !nativeEvent.isComposing) commit()
          if (key !== 'Escape') return
          props.onDraft(null)
          currentTarget.setSelectionRange(0, 0)
        }}
      />
      {isTold ? (
        <div id={id} className={styles.told}>
          {refusal === undefined ? null : <div className={styles.wrong}>{refusal}</div>}
          {said === null ? null : <div className={styles.hint}>{said}</div>}
          {problems.map(({ reason, repair, severity }) => (
            <div key={reason} className={severity === 'error' ? styles.wrong : styles.hint}>
              {reason} {repair}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}
