import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  readonly onRestart: () => void
  readonly onStay: () => void
}

/** Asks before the conversation is left for a new one. The rest of the chat is inert meanwhile. */
export function Restart({ onRestart, onStay }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [id] = useState(() => newId('restart'))
  const stay = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => stay.current?.focus(), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the question is "no"
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same
    <div class="veil" onClick={(event) => event.target === event.currentTarget && onStay()}>
      <div
        class="ask"
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={id}
        aria-describedby={`${id}-text`}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onStay()
        }}
      >
        <h3 id={id}>{words.restart_ask}</h3>
        <p class="soft" id={`${id}-text`}>
          {words.restart_text}
        </p>
        <div class="row">
          <button type="button" class="strong" onClick={onRestart}>
            {words.restart}
          </button>
          <button type="button" class="outline" ref={stay} onClick={onStay}>
            {words.stay}
          </button>
        </div>
      </div>
    </div>
  )
}
