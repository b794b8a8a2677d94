import { Eye } from 'lucide-react'
import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { Button, Formatted } from '../ui/index.ts'
import styles from './fields.module.css'
import { useForm } from './form.tsx'
import { useOwnDirection } from './own-language.ts'
import { smsLength } from './sms.ts'
import { usePreviewOf } from './use-preview.ts'

const useWords = defineWords({
  en: {
    preview: 'Preview',
    hide: 'Hide the preview',
    nothing: 'Renders as nothing: it is not sent.',
    result: (value: string, type: string) => `Gives ${value} (${type})`,
    fails: 'Comes to nothing with these sample values',
    length: (characters: number, parts: number, unicode: boolean) =>
      `${characters} characters · ${parts} SMS${unicode ? ' (with letters that take more room)' : ''}`,
  },
  ko: {
    preview: '미리보기',
    hide: '미리보기 닫기',
    nothing: '내용이 없어 보내지지 않습니다.',
    result: (value: string, type: string) => `결과: ${value} (${type})`,
    fails: '이 예시 값으로는 결과가 없습니다',
    length: (characters: number, parts: number, unicode: boolean) =>
      `${characters}자 · SMS ${parts}건${unicode ? ' (공간을 더 차지하는 글자 포함)' : ''}`,
  },
})

/** A text as it is with sample values, and how long it is. Nothing for a text without Liquid and marks. */
export function TextPreview({ text, form }: { readonly text: string; readonly form: 'markdown' | 'plain' }) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const { flow } = useForm()
  const direction = useOwnDirection()
  const shown = usePreviewOf(isOpen ? { flow, source: text, as: form } : null)
  if (text === '' || (form === 'plain' && !text.includes('{'))) return null
  const rendered = shown?.kind === 'text' ? shown.text : null
  const { characters, parts, unicode } = smsLength(rendered ?? text)
  return (
    <div className={styles.preview}>
      <div className={styles.previewHead}>
        <Button kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          <Eye size={14} aria-hidden /> {isOpen ? words.hide : words.preview}
        </Button>
        {form === 'markdown' ? <span className={styles.hint}>{words.length(characters, parts, unicode)}</span> : null}
      </div>
      {isOpen && rendered !== null ? (
        <div className={styles.rendered} {...direction}>
          {rendered.trim() === '' ? (
            <em>{words.nothing}</em>
          ) : form === 'markdown' ? (
            <Formatted text={rendered} />
          ) : (
            rendered
          )}
        </div>
      ) : null}
    </div>
  )
}

/** What a formula comes to with sample values. */
export function LogicPreview({ logic, more }: { readonly logic: string; readonly more: 'result' | 'payload' | null }) {
  const words = useWords()
  const { flow } = useForm()
  const shown = usePreviewOf(logic.trim() === '' ? null : { flow, source: logic, as: 'logic', more })
  if (shown?.kind !== 'logic') return null
  const { type, value } = shown
  return (
    <div className={styles.hint}>
      {value === undefined ? words.fails : words.result(JSON.stringify(value), type === 'dyn' ? 'any' : type)}
    </div>
  )
}
