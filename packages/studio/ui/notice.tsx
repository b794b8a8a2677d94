import { AlertTriangle, CheckCircle2, Info, XCircle } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { RequestError } from '../app/request.ts'
import { useProblemWords } from './problem-words.ts'
import styles from './ui.module.css'

export type Tone = 'plain' | 'good' | 'warn' | 'bad'
const icons = { plain: Info, good: CheckCircle2, warn: AlertTriangle, bad: XCircle }

/** Something to know, where it matters. A `bad` one is read out at once. */
export function Notice({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={18} aria-hidden style={{ flex: 'none' }} />
      <div>{children}</div>
    </div>
  )
}

/** Whatever was thrown, in words that say what to do. */
export function ErrorNotice({ error, children }: { readonly error: unknown; readonly children?: ReactNode }) {
  const known = useProblemWords()
  const detail =
    error instanceof RequestError
      ? (known[error.code] ?? error.problem.detail)
      : error instanceof Error
        ? error.message
        : String(error)
  const more = error instanceof RequestError ? (error.problem.errors ?? []) : []
  return (
    <Notice tone="bad">
      {detail}
      {more.length === 0 ? null : (
        <ul>
          {more.map(({ pointer, detail: each }) => (
            <li key={`${pointer} ${each}`}>
              <code>{pointer}</code> {each}
            </li>
          ))}
        </ul>
      )}
      {children}
    </Notice>
  )
}

/** A place where nothing is yet: what belongs here, and how it gets here. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      <div>{children}</div>
      {action}
    </div>
  )
}

/** Something is under way. Nothing shows at first; `done` from 0 to 1 where it is known. */
export function Working({ label, done }: { readonly label: string; readonly done?: number }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={styles.working} role="status">
      {done === undefined ? null : (
        <div
          className={styles.bar}
          role="progressbar"
          aria-label={label}
          aria-valuenow={Math.round(done * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <div style={{ width: `${done * 100}%` }} />
        </div>
      )}
      {label}
    </div>
  )
}

export function Tag({ tone = 'plain', children }: { readonly tone?: Tone | 'accent'; readonly children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
