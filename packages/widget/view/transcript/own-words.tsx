import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { File } from '../content/file.tsx'
import { Place } from '../content/place.tsx'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  /** Absent until the server has it. */
  readonly message?: Message
  readonly text: string
}

/** What the person said, as they said it: plain, and in whichever script they like. */
export function OwnWords({ message, text }: Properties): JSX.Element {
  const { words } = useSurroundings()
  if (message?.kind === 'file' && message.file !== undefined) return <File file={message.file} />
  if (message?.kind === 'location' && message.location !== undefined) return <Place {...message.location} />
  return (
    <span class="own" dir="auto">
      {text === '' ? words.answered : text}
    </span>
  )
}
