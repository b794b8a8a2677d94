import { X } from 'lucide-react'
import { create } from 'zustand'
import { defineWords } from '../app/words.ts'
import { IconButton } from './button.tsx'
import { Notice, type Tone } from './notice.tsx'
import styles from './ui.module.css'

interface Toast {
  readonly id: number
  readonly tone: Tone
  readonly text: string
}

const useToasts = create<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))
let count = 0
const shownMs = 6000

/** Says something in passing. What is bad stays until it is closed. */
export function toast(text: string, tone: Tone = 'plain'): void {
  count += 1
  const id = count
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), { id, tone, text }] }))
  if (tone !== 'bad') setTimeout(() => dismiss(id), shownMs)
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((each) => each.id !== id) }))
}

const useWords = defineWords({ en: { close: 'Close', messages: 'Messages' }, ko: { close: '닫기', messages: '알림' } })

export function Toasts() {
  const words = useWords()
  const { toasts } = useToasts()
  return (
    <section className={styles.toasts} aria-label={words.messages}>
      {toasts.map(({ id, tone, text }) => (
        <div key={id} className={styles.toast}>
          <Notice tone={tone}>{text}</Notice>
          <IconButton name={words.close} onPress={() => dismiss(id)}>
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      ))}
    </section>
  )
}
