import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ChatState } from '../../client/chat.ts'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  readonly status: ChatState['status']
  /** Why there is no conversation. */
  readonly problem: string | null
}

/** The conversation is over, or there is none: what happened, and the way to a new one. */
export function Over({ status, problem }: Properties): JSX.Element {
  const { chat, words } = useSurroundings()
  const again = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // What had the focus, the field, is gone.
    const root = again.current?.getRootNode()
    if (root instanceof ShadowRoot && root.activeElement === null && document.activeElement === root.host)
      again.current?.focus()
  }, [])
  const text =
    status === 'ended' ? words.ended : status === 'abandoned' ? words.abandoned : (problem ?? words.unavailable)
  return (
    <div class="over">
      <p role="status">{text}</p>
      <button type="button" class="strong" ref={again} onClick={() => chat.restart()}>
        {status === null ? words.retry : words.again}
      </button>
    </div>
  )
}
