import type { JSX, RefObject } from 'preact'
import type { ChatState } from '../../client/chat.ts'
import { Icon } from '../icons.tsx'
import type { Look } from '../look.ts'
import { useSurroundings } from '../surroundings.ts'
import type { Words } from '../words/en.ts'
import { Avatar } from './avatar.tsx'
import { Menu } from './menu.tsx'

interface Properties {
  readonly state: ChatState
  readonly look: Look
  /** Id of the heading, which names the window. */
  readonly headingId: string
  readonly restartButton: RefObject<HTMLButtonElement | null>
  readonly onRestart: () => void
  /** Absent where it cannot be closed. */
  readonly onClose: (() => void) | undefined
}

/** Who one talks to, how the connection is, and what can be done at any time. */
export function Header({ state, look, headingId, restartButton, onRestart, onClose }: Properties): JSX.Element {
  const { words, name } = useSurroundings()
  const line = stateOf(state, look, words)
  return (
    <div class="head">
      <Avatar url={look.avatar} agent={state.status === 'with-agent'} />
      <div class="who">
        <h2 id={headingId}>
          <bdi>{name}</bdi>
        </h2>
        {line === '' ? null : (
          <p class="state">
            <span class="dot" data-state={state.connection} aria-hidden="true" />
            <bdi>{line}</bdi>
          </p>
        )}
      </div>
      <Menu items={state.menu} />
      <button
        type="button"
        class="tool"
        ref={restartButton}
        aria-label={words.restart}
        title={words.restart}
        onClick={onRestart}
      >
        <Icon name="restart" />
      </button>
      {onClose === undefined ? null : (
        <button type="button" class="tool" aria-label={words.close} title={words.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}

function stateOf({ connection, status }: ChatState, look: Look, words: Words): string {
  if (status === 'with-agent') return words.with_agent
  if (connection === 'open') return look.subtitle ?? words.online
  return connection === 'connecting' ? words.connecting : (look.subtitle ?? '')
}
