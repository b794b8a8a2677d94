import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { Cards, type OnPick } from './cards.tsx'
import { File } from './file.tsx'
import { LinkButton } from './link.tsx'
import { Picture } from './picture.tsx'
import { Place } from './place.tsx'
import { Video } from './video.tsx'
import { type OnValues, WebPage } from './web-page.tsx'

interface Properties {
  readonly message: Message
  /** It is the question that waits. */
  readonly asks: boolean
  readonly onPick: OnPick
  readonly onValues: OnValues
}

/** What a message shows besides its words. A question's own controls are below, where it is answered; cards carry theirs. */
export function Content({ message, asks, onPick, onValues }: Properties): JSX.Element | null {
  switch (message.kind) {
    case 'image':
      return message.image === undefined ? null : (
        <Picture url={message.image.url} alt={message.image.alt} class="media" />
      )
    case 'video':
      return message.video === undefined ? null : <Video {...message.video} />
    case 'file':
      return message.file === undefined ? null : <File file={message.file} />
    case 'link':
      return message.link === undefined ? null : <LinkButton {...message.link} />
    case 'location':
      return message.location === undefined ? null : <Place {...message.location} />
    case 'web-view':
      return message.web_view === undefined ? null : (
        <WebPage view={message.web_view} onValues={asks ? onValues : undefined} />
      )
    case 'carousel':
      return <Cards cards={message.cards ?? []} onPick={message.input && onPick} closed={!asks} />
    case 'choices':
      return message.input !== undefined ? null : (
        <div class="stack">
          {message.choices?.map(({ id, label, url }) => (
            <LinkButton key={id} label={label} url={url ?? ''} />
          ))}
        </div>
      )
    default:
      return null
  }
}
