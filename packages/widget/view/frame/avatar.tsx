import type { JSX } from 'preact'
import { Picture } from '../content/picture.tsx'
import { Icon } from '../icons.tsx'

interface Properties {
  readonly url: string | undefined
  readonly agent?: boolean
}

/** Who speaks, as a small round picture; beside words that say it. */
export function Avatar({ url, agent = false }: Properties): JSX.Element {
  return (
    <span class={agent ? 'avatar agent' : 'avatar'} aria-hidden="true">
      {agent ? (
        <Icon name="person" size={18} />
      ) : url === undefined ? (
        <Icon name="chat" size={18} />
      ) : (
        <Picture url={url} alt="" />
      )}
    </span>
  )
}
