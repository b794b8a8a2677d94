import type { Problem } from '@parley/flow'
import { lazy, type ReactNode, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import { defineWords } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { join } from '../ui/index.ts'
import type { CodeEditorProps, EditorHand } from './code-editor.tsx'
import { EmojiMenu } from './emoji-menu.tsx'
import { FieldProblems } from './field-problems.tsx'
import styles from './fields.module.css'
import { FormatButtons } from './format-buttons.tsx'
import { InsertMenu } from './insert-menu.tsx'
import { marksOf } from './marks.ts'
import type { ScopeName } from './scope.ts'

const load = () => import('./code-editor.tsx').then(({ CodeEditor }) => ({ default: CodeEditor }))
const CodeEditor = lazy(load)

/** Fetches the editor, so that it is there when the first field is shown. */
export const preloadEditor = (): void => void load()

const useWords = defineWords({
  en: { leave: 'Tab leaves the field.', optional: 'optional' },
  ko: { leave: 'Tab 키로 다음 필드로 이동합니다.', optional: '선택' },
})

export interface CodeFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly language: 'liquid' | 'cel'
  readonly scope: readonly ScopeName[]
  readonly multiline?: boolean
  readonly hint?: ReactNode
  readonly problems?: readonly Problem[]
  readonly placeholder?: string
  readonly readOnly?: boolean
  /** The label is read out only. */
  readonly quiet?: boolean
  readonly optional?: boolean
  readonly direction?: 'ltr' | 'rtl'
  /** Words of a message: emoji, bold, italic and links are offered. */
  readonly formatted?: boolean
  /** Below the field: a preview, a length. */
  readonly after?: ReactNode
  readonly name?: string
}

const nothingWrong: readonly Problem[] = []

/** A Liquid or CEL field: label, editor, what can be put in, what is wrong. */
export function CodeField(props: CodeFieldProps) {
  const words = useWords()
  const id = useId()
  const editor = useRef<EditorHand | null>(null)
  const { label, value, onChange, language, scope, problems = nothingWrong, quiet, hint } = props
  const marks = useMemo(() => marksOf(value, problems), [value, problems])
  const invalid = problems.some(({ severity }) => severity === 'error')
  const put = useCallback(
    (text: string) => {
      if (editor.current !== null) editor.current.insert(text)
      else onChange(value + text)
    },
    [onChange, value],
  )
  return (
    <div className={styles.codeField} {...(props.name === undefined ? {} : { 'data-field': props.name })}>
      <div className={styles.codeHead}>
        {quiet === true ? null : (
          <span className={styles.label}>
            {label} {props.optional === true ? <span className={styles.hint}>({words.optional})</span> : null}
          </span>
        )}
        {props.readOnly === true ? null : (
          <span className={styles.tools}>
            {props.formatted === true ? (
              <>
                <FormatButtons onFormat={(as) => editor.current?.format(as)} />
                <EmojiMenu onPick={put} />
              </>
            ) : null}
            <InsertMenu scope={scope} onPick={({ path }) => put(language === 'liquid' ? `{{ ${path} }}` : path)} />
          </span>
        )}
      </div>
      <Editor
        {...props}
        describedBy={`${id}-hint ${id}-problems`}
        marks={marks}
        invalid={invalid}
        onReady={(next) => {
          editor.current = next
        }}
      />
      <span id={`${id}-hint`} className={hint === undefined ? styles.unseen : styles.hint}>
        {hint} <span className={styles.unseen}>{words.leave}</span>
      </span>
      <FieldProblems problems={problems} id={`${id}-problems`} />
      {props.after}
    </div>
  )
}

function Editor(props: CodeFieldProps & Pick<CodeEditorProps, 'describedBy' | 'marks' | 'invalid' | 'onReady'>) {
  const store = useSource()
  const [hadFocus, setHadFocus] = useState(false)
  const { label, value, onChange, language, scope, multiline = false, readOnly = false } = props
  const plain = (
    <textarea
      className={styles.plain}
      aria-label={label}
      rows={multiline ? 3 : 1}
      value={value}
      readOnly={readOnly}
      placeholder={props.placeholder}
      onFocus={() => setHadFocus(true)}
      onBlur={() => setHadFocus(false)}
      onChange={({ target }) => onChange(multiline ? target.value : target.value.replace(/\n/g, ' '))}
    />
  )
  return (
    <div
      className={join(styles.code, multiline && styles.tall, language === 'cel' && styles.mono)}
      data-invalid={props.invalid}
      data-readonly={readOnly}
    >
      <Suspense fallback={plain}>
        <CodeEditor
          value={value}
          onChange={onChange}
          onUndo={() => store.undo()}
          onRedo={() => store.redo()}
          language={language}
          multiline={multiline}
          formatted={props.formatted === true}
          scope={scope}
          marks={props.marks}
          readOnly={readOnly}
          label={label}
          describedBy={props.describedBy}
          invalid={props.invalid}
          focused={hadFocus}
          onReady={props.onReady}
          {...(props.direction === undefined ? {} : { direction: props.direction })}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        />
      </Suspense>
    </div>
  )
}
