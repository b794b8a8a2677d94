import type { JSX, RefObject } from 'preact'
import { Icon } from '../icons.tsx'
import { fill, type Spoken } from '../words/words.ts'

interface Properties {
  readonly spoken: Spoken
  readonly open: boolean
  readonly unread: number
  readonly label: string | undefined
  readonly button: RefObject<HTMLButtonElement | null>
  readonly onToggle: () => void
}

/** More than the badge has room for. */
const most = 9

/** The button in the corner of the page that opens the window. */
export function Launcher({
  spoken: { words, language },
  open,
  unread,
  label,
  button,
  onToggle,
}: Properties): JSX.Element {
  const news = unread > 0 ? `. ${fill(words.unread, { n: unread.toLocaleString(language) })}` : ''
  const shown = open ? undefined : label
  // What can be read on it is part of its name, so that it can be spoken to.
  const name = open ? words.close : `${shown === undefined ? words.open : shown}${news}`
  return (
    <button
      type="button"
      class="launcher"
      ref={button}
      aria-label={name}
      aria-haspopup="dialog"
      title={open ? words.close : (shown ?? words.open)}
      onClick={onToggle}
    >
      <Icon name={open ? 'fold' : 'chat'} size={28} />
      {shown === undefined ? null : <span class="launch-words">{shown}</span>}
      {unread === 0 ? null : (
        <span class="unread" aria-hidden="true">
          {unread > most ? `${most}+` : unread}
        </span>
      )}
    </button>
  )
}
