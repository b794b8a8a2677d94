import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { OnPick } from '../content/cards.tsx'
import { Content } from '../content/content.tsx'
import { Formatted } from '../content/formatted.tsx'
import type { OnValues } from '../content/web-page.tsx'
import { Avatar } from '../frame/avatar.tsx'
import type { Row } from '../rows.ts'
import { useSurroundings } from '../surroundings.ts'
import { writtenIn } from '../written-in.ts'
import { Delivery } from './delivery.tsx'
import { OwnWords } from './own-words.tsx'

interface Properties {
  readonly row: Extract<Row, { readonly kind: 'entry' }>
  /** It is the question that waits. */
  readonly asks: boolean
  /** It says that it has arrived. */
  readonly tells: boolean
  readonly avatar: string | undefined
  readonly onPick: OnPick
  readonly onValues: OnValues
}

/** One message with what is around it. Shown anew only when it is another one. */
export function EntryRow({ row, asks, tells, avatar, onPick, onValues }: Properties): JSX.Element {
  const { words, name } = useSurroundings()
  const { entry, from, first, last, at } = row
  const body = useMemo(() => {
    if (entry.kind === 'sending') return <OwnWords text={entry.shown} />
    if (from === 'user') return <OwnWords message={entry.message} text={entry.message.text ?? ''} />
    return (
      <>
        <Formatted text={entry.message.text ?? ''} />
        <Content message={entry.message} asks={asks} onPick={onPick} onValues={onValues} />
      </>
    )
  }, [entry, from, asks, onPick, onValues])
  const state = entry.kind === 'sending' ? entry.state : tells ? 'sent' : null
  const who = from === 'user' ? words.you : from === 'agent' ? words.agent : name
  return (
    <div class={classOf(row)}>
      {from === 'agent' && first ? (
        <p class="from" aria-hidden="true">
          {words.agent}
        </p>
      ) : null}
      <div class="line">
        {from === 'user' ? null : last ? (
          <Avatar url={avatar} agent={from === 'agent'} />
        ) : (
          <span class="avatar none" />
        )}
        <div class="bubble" {...(entry.kind === 'message' && from !== 'user' && writtenIn(entry.message))}>
          <span class="hidden">{who}: </span>
          {body}
        </div>
      </div>
      {last || state === 'failed' ? (
        <Delivery at={at} state={state} id={entry.kind === 'sending' ? entry.id : null} />
      ) : null}
    </div>
  )
}

/** Kinds that need the whole width. */
const wide = new Set(['carousel', 'web-view', 'video', 'image'])

function classOf({ entry, from, first, last }: Properties['row']): string {
  const kind = entry.kind === 'message' ? entry.message.kind : 'text'
  return [
    'message',
    from === 'user' ? 'mine' : 'theirs',
    from,
    ...(first ? ['first'] : []),
    ...(last ? ['last'] : []),
    ...(wide.has(kind) && from !== 'user' ? ['wide'] : []),
    ...(entry.kind === 'sending' ? [entry.state] : []),
  ].join(' ')
}
