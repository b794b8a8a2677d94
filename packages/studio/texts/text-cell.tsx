import type { Problem } from '@parley/flow'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { CodeField } from '../fields/code-field.tsx'
import { usePreviewOf } from '../fields/use-preview.ts'
import { useNames } from '../fields/use-scope.ts'
import { useSaid } from '../problems/said.ts'
import { Button, Tag } from '../ui/index.ts'
import type { CellState } from './rows.ts'
import styles from './texts.module.css'

const useWords = defineWords({
  en: {
    missing: 'Not translated yet',
    empty: 'Empty',
    changed: 'The original has changed',
    confirm: 'It is still right',
    broken: (reason: string) => `Not Liquid: ${reason}`,
    hint: 'Leaving the field takes it over, Escape does not.',
  },
  ko: {
    missing: '아직 번역되지 않음',
    empty: '비어 있음',
    changed: '원문이 바뀌었습니다',
    confirm: '그대로 맞습니다',
    broken: (reason: string) => `Liquid가 아닙니다: ${reason}`,
    hint: '필드를 떠나면 저장되고, Escape를 누르면 취소됩니다.',
  },
})

export interface TextCellProps {
  readonly label: string
  readonly text: string
  readonly state: CellState
  readonly flow: string | null
  readonly node: string | null
  readonly direction: 'ltr' | 'rtl'
  readonly language: string
  readonly problems: readonly Problem[]
  readonly readOnly: boolean
  readonly onCommit: (text: string) => void
  readonly onConfirm?: () => void
}

/** A text of the table: words until it is pressed, then a field. */
export function TextCell(props: TextCellProps) {
  const words = useWords()
  const say = useSaid()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const { text, state, label, direction, language, readOnly } = props
  useEffect(() => {
    // Whoever cancels or takes over by key stays in the table.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  if (isOpen) return <OpenCell {...props} onClose={() => setOpen(false)} />
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.text}
        data-state={state}
        disabled={readOnly}
        {...(text === '' ? {} : { lang: language, dir: direction })}
        aria-label={`${label}: ${text === '' ? (state === 'missing' ? words.missing : words.empty) : text}`}
        onClick={() => setOpen(true)}
      >
        {text === '' && state === 'missing' ? words.missing : text}
      </button>
      {state === 'changed' ? (
        <div className={styles.marks}>
          <Tag tone="warn">{words.changed}</Tag>
          {readOnly || props.onConfirm === undefined ? null : (
            <Button kind="quiet" onPress={props.onConfirm}>
              <Check size={14} aria-hidden /> {words.confirm}
            </Button>
          )}
        </div>
      ) : null}
      {props.problems.map((problem) => (
        <div key={`${problem.code} ${problem.reason}`} className={styles.problem} data-severity={problem.severity}>
          {say(problem).reason}
        </div>
      ))}
    </>
  )
}

function OpenCell(props: TextCellProps & { readonly onClose: () => void }) {
  const words = useWords()
  const { text, label, flow, node, direction, onCommit, onClose } = props
  const [draft, setDraft] = useState(text)
  const box = useRef<HTMLDivElement>(null)
  const names = useNames(flow ?? '', node)
  const shown = usePreviewOf(flow === null ? null : { flow, source: draft, as: 'markdown' })
  const finish = useRef((_keep: boolean) => {})
  finish.current = (keep) => {
    if (keep && draft !== text) onCommit(draft)
    onClose()
  }
  useEffect(() => {
    const focus = () => box.current?.querySelector<HTMLElement>('[contenteditable], textarea')?.focus()
    focus()
    // The editor may still be loading.
    const timer = setTimeout(focus, 60)
    return () => clearTimeout(timer)
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and leaving are those of the field inside
    <div
      ref={box}
      onBlur={(event) => {
        // A menu of the field stands elsewhere in the page.
        const to = event.relatedTarget
        const isOutside = to instanceof Node && box.current?.contains(to) !== true
        const inPopover = to instanceof Element && to.closest('[role="dialog"], [role="menu"], [data-trigger]') !== null
        if (isOutside && !inPopover) finish.current(true)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) finish.current(false)
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) finish.current(true)
      }}
    >
      <CodeField
        label={label}
        quiet
        value={draft}
        onChange={setDraft}
        language="liquid"
        scope={names.usual}
        multiline
        formatted
        direction={direction}
        hint={words.hint}
        problems={
          shown?.kind === 'broken'
            ? [{ code: 'text-syntax', severity: 'error', place: {}, reason: words.broken(shown.reason), repair: '' }]
            : []
        }
      />
    </div>
  )
}
