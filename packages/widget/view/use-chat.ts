import { useEffect, useState } from 'preact/hooks'
import type { Chat, ChatState, Entry } from '../client/chat.ts'
import { countUnread } from './rows.ts'

/** The chat's state as it is now. */
export function useChat(chat: Chat): ChatState {
  const [, changed] = useState<ChatState | null>(null)
  useEffect(() => {
    changed(chat.state)
    return chat.subscribe(() => changed(chat.state))
  }, [chat])
  return chat.state
}

/** The id of the newest message that was seen in this tab, so that a reload makes nothing unread again. */
const readKey = 'parley:read'

/** How many messages came while the person did not see them. */
export function useUnread(entries: readonly Entry[], shown: boolean): number {
  const newest = entries.findLast((entry) => entry.kind === 'message')
  const id = newest?.kind === 'message' ? newest.message.id : null
  useEffect(() => {
    if (!shown || id === null) return
    const see = (): void => {
      if (document.visibilityState === 'visible') keep(id)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [shown, id])
  return shown ? 0 : countUnread(entries, kept())
}

// A page may be denied its storage; then what was read is known until it is left.
let remembered: string | null = null

function keep(id: string): void {
  remembered = id
  try {
    sessionStorage.setItem(readKey, id)
  } catch {}
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(readKey) ?? remembered
  } catch {
    return remembered
  }
}
