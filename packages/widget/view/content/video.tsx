import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { webAddress } from '../address.ts'

export function Video({ url, title, poster }: NonNullable<Message['video']>): JSX.Element {
  const film = webAddress(url)
  if (film === null) return <span>{title}</span>
  const still = webAddress(poster)?.href
  return (
    <figure class="media">
      <video src={film.href} controls preload="none" aria-label={title} {...(still && { poster: still })} />
      <figcaption>{title}</figcaption>
    </figure>
  )
}
