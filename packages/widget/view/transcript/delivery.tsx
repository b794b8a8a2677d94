import type { JSX } from 'preact'
import { Icon } from '../icons.tsx'
import { writeExactly, writeTime } from '../moment.ts'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  /** Epoch milliseconds. */
  readonly at: number
  readonly state: 'sending' | 'waiting' | 'failed' | 'sent' | null
  /** Of what is still being sent. */
  readonly id: string | null
}

const wordOf = { sending: 'sending', waiting: 'held', failed: 'failed', sent: 'sent' } as const

/** When it was said, and how it is doing. Changes of it are not read out here: the announcer tells what is bad. */
export function Delivery({ at, state, id }: Properties): JSX.Element {
  const { chat, words, language } = useSurroundings()
  return (
    <div class="delivery" aria-live="off">
      {state === 'failed' ? <Icon name="wrong" size={16} /> : null}
      {state === null ? null : <span>{words[wordOf[state]]}</span>}
      {state === 'failed' && id !== null ? (
        <>
          <button type="button" onClick={() => chat.retry(id)}>
            {words.retry}
          </button>
          <button type="button" onClick={() => chat.discard(id)}>
            {words.discard}
          </button>
        </>
      ) : null}
      {state === 'sending' || state === 'waiting' || state === 'failed' ? null : (
        <time dateTime={new Date(at).toISOString()} title={writeExactly(at, language)}>
          {writeTime(at, language)}
        </time>
      )}
      {state === 'sent' ? <Icon name="check" size={14} /> : null}
    </div>
  )
}
