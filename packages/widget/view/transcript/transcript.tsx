import type { Choice, Value } from '@parley/flow'
import type { JSX, RefObject } from 'preact'
import { useCallback, useMemo } from 'preact/hooks'
import type { ChatState } from '../../client/chat.ts'
import type { Message } from '../../protocol.ts'
import { openChoice } from '../answer/control.tsx'
import { Icon } from '../icons.tsx'
import { writeDay } from '../moment.ts'
import { findLastOwn, rowsOf } from '../rows.ts'
import { useSurroundings } from '../surroundings.ts'
import { EntryRow } from './entry-row.tsx'
import { useFollowing } from './following.ts'
import { Typing } from './typing.tsx'

interface Properties {
  readonly state: ChatState
  readonly question: Message | null
  readonly log: RefObject<HTMLDivElement | null>
  readonly avatar: string | undefined
}

/**
 * What has been said. A log that tells a screen reader what is added, and nothing twice: an answer keeps its element when the server
 * has it, and how it is doing is not part of what is read out.
 */
export function Transcript({ state, question, log, avatar }: Properties): JSX.Element {
  const { words, language, say } = useSurroundings()
  const rows = useMemo(() => rowsOf(state.entries), [state.entries])
  const lastOwn = findLastOwn(state.entries)
  const { following, news, onScroll, jump } = useFollowing(log, state.entries, state.typing)
  const onPick = useCallback(
    (choice: Choice, title: string) => {
      openChoice(choice)
      say({ choice: choice.id }, `${title} – ${choice.label}`)
    },
    [say],
  )
  const onValues = useCallback(
    (values: { readonly [name: string]: Value }) => say({ form: values }, words.done),
    [say, words],
  )
  const empty = rows.length === 0 && (state.connection === 'connecting' || state.connection === 'idle')
  return (
    <div class="middle">
      <div
        ref={log}
        class="log"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={words.log}
        // What was said before is not read out from its beginning.
        aria-busy={state.connection === 'connecting'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so from the keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {empty ? <Waiting /> : null}
        {rows.map((row) =>
          row.kind === 'day' ? (
            <p class="day" key={row.key}>
              <span>{writeDay(row.at, Date.now(), language)}</span>
            </p>
          ) : (
            <EntryRow
              key={row.key}
              row={row}
              asks={question !== null && row.entry.kind === 'message' && row.entry.message.id === question.id}
              tells={row.entry.kind === 'message' && row.entry.message === lastOwn}
              avatar={avatar}
              onPick={onPick}
              onValues={onValues}
            />
          ),
        )}
        <Typing from={state.typing ?? (state.status === 'working' ? 'bot' : null)} avatar={avatar} />
      </div>
      {following ? null : (
        <button type="button" class={news ? 'jump news' : 'jump'} onClick={jump}>
          <Icon name="down" size={18} />
          {news ? words.new_messages : <span class="hidden">{words.newest}</span>}
        </button>
      )}
    </div>
  )
}

/** Where messages will be. */
function Waiting(): JSX.Element {
  return (
    <div class="waiting" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}
