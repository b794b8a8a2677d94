import type { JSX } from 'preact'
import { Avatar } from '../frame/avatar.tsx'

interface Properties {
  readonly from: 'bot' | 'agent' | null
  readonly avatar: string | undefined
}

/** Somebody is about to say something. Only seen: to hear of it each time would be noise. */
export function Typing({ from, avatar }: Properties): JSX.Element | null {
  if (from === null) return null
  return (
    <div class="typing" aria-hidden="true">
      <Avatar url={avatar} agent={from === 'agent'} />
      <span class="dots">
        <span />
        <span />
        <span />
      </span>
    </div>
  )
}
