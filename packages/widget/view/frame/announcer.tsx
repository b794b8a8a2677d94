import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ChatState } from '../../client/chat.ts'
import { fill, type Spoken } from '../words/words.ts'

interface Properties {
  readonly state: ChatState
  readonly unread: number
  readonly spoken: Spoken
}

/**
 * Tells a screen reader what changed and stands in no message: connection, a person taking over, what could not be sent, and messages
 * that came while the window was closed. Nothing at first, since nothing has changed then.
 */
export function Announcer({ state, unread, spoken }: Properties): JSX.Element {
  const { words, language } = spoken
  const [text, setText] = useState('')
  const failed = state.entries.filter((entry) => entry.kind === 'sending' && entry.state === 'failed').length
  const before = useRef({ connection: state.connection, status: state.status, failed: 0, unread: 0 })
  // Only what changed is told.
  useEffect(() => {
    const was = before.current
    before.current = { connection: state.connection, status: state.status, failed, unread }
    const bad = state.connection === 'lost' || state.connection === 'offline'
    if (was.connection !== state.connection && bad) setText(words[state.connection as 'lost' | 'offline'])
    else if (state.connection === 'open' && (was.connection === 'lost' || was.connection === 'offline'))
      setText(words.online)
    else if (state.status === 'with-agent' && was.status !== 'with-agent') setText(words.with_agent)
    else if (failed > was.failed) setText(words.failed)
    else if (unread > was.unread) setText(fill(words.unread, { n: unread.toLocaleString(language) }))
  }, [state.connection, state.status, failed, unread])
  return (
    <p class="hidden" role="status">
      {text}
    </p>
  )
}
