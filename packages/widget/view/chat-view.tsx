import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from '../client/chat.ts'
import { Announcer } from './frame/announcer.tsx'
import { Launcher } from './frame/launcher.tsx'
import { Panel } from './frame/panel.tsx'
import type { Look } from './look.ts'
import { useAccent, useMedia, useTheme } from './theme.ts'
import { useChat, useUnread } from './use-chat.ts'
import { useVisibleHeight } from './visible-height.ts'
import type { Spoken } from './words/words.ts'

interface Properties {
  readonly chat: Chat
  readonly look: Look
  readonly spoken: Spoken
  readonly open: boolean
  readonly onToggle: (open: boolean) => void
}

/** Below this a window would leave no room for a conversation: it covers the page. */
const small = '(max-width: 480px), (max-height: 520px)'

/** The whole widget: in a corner of the page, or in its place. */
export function ChatView({ chat, look, spoken, open, onToggle }: Properties): JSX.Element {
  const state = useChat(chat)
  const root = useRef<HTMLDivElement>(null)
  const launcher = useRef<HTMLButtonElement>(null)
  const theme = useTheme(look.theme)
  useAccent(root, look.accent, theme)
  const isSmall = useMedia(small)
  const mode = look.mode ?? 'window'
  const shown = mode !== 'window' || open
  const full = mode === 'window' && isSmall
  useVisibleHeight(root, full && shown)
  const unread = useUnread(state.entries, shown)
  const seen = useSeen(shown)
  useEffect(() => {
    if (shown) chat.open()
  }, [chat, shown])
  return (
    <div
      ref={root}
      class="parley"
      data-mode={mode}
      data-theme={theme}
      data-side={look.position ?? (spoken.direction === 'rtl' ? 'left' : 'right')}
      data-open={shown}
      data-full={full}
      lang={spoken.language}
      dir={spoken.direction}
    >
      <Announcer state={state} unread={unread} spoken={spoken} />
      {mode === 'window' && look.launcher !== false ? (
        <Launcher
          spoken={spoken}
          open={open}
          unread={unread}
          label={look.launcher}
          button={launcher}
          onToggle={() => onToggle(!open)}
        />
      ) : null}
      {seen ? (
        <Panel
          chat={chat}
          state={state}
          look={look}
          spoken={spoken}
          shown={shown}
          full={full}
          launcher={launcher}
          onClose={mode === 'window' ? () => onToggle(false) : undefined}
        />
      ) : null}
    </div>
  )
}

/** Whether it has ever been shown: a window nobody opens costs nothing. What was opened stays as it is while it is closed. */
function useSeen(shown: boolean): boolean {
  const [seen, setSeen] = useState(shown)
  if (shown && !seen) setSeen(true)
  return seen || shown
}
