import type { JSX, RefObject } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { Chat, ChatState } from '../../client/chat.ts'
import type { SayRequest } from '../../protocol.ts'
import { Answer } from '../answer/answer.tsx'
import { newId } from '../element-id.ts'
import { Icon } from '../icons.tsx'
import type { Look } from '../look.ts'
import { findQuestion } from '../rows.ts'
import { type Surroundings, SurroundingsContext } from '../surroundings.ts'
import { Transcript } from '../transcript/transcript.tsx'
import type { Spoken } from '../words/words.ts'
import { keepTabInside, useFocus } from './focus.ts'
import { Header } from './header.tsx'
import { Restart } from './restart.tsx'
import { useRestart } from './use-restart.ts'

interface Properties {
  readonly chat: Chat
  readonly state: ChatState
  readonly look: Look
  readonly spoken: Spoken
  readonly shown: boolean
  /** It covers the whole page. */
  readonly full: boolean
  readonly launcher: RefObject<HTMLButtonElement | null>
  /** Absent where it cannot be closed. */
  readonly onClose: (() => void) | undefined
}

/** The chat itself: header, transcript, and where it is answered. */
export function Panel({ chat, state, look, spoken, shown, full, launcher, onClose }: Properties): JSX.Element {
  const panel = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement | HTMLTextAreaElement>(null)
  const log = useRef<HTMLDivElement>(null)
  const restartButton = useRef<HTMLButtonElement>(null)
  const [headingId] = useState(() => newId('heading'))
  const [complaint, complain] = useState('')
  const { focusAnswer } = useFocus({ shown, panel, field, log, launcher, closable: onClose !== undefined })
  const restart = useRestart(chat, state, restartButton, focusAnswer)
  const question = useMemo(() => findQuestion(state), [state])
  const surroundings = useMemo<Surroundings>(() => {
    const say = (said: SayRequest, text: string): void => {
      complain('')
      focusAnswer()
      chat.say(said, text)
    }
    return { ...spoken, chat, name: look.title ?? spoken.words.title, say, complain }
  }, [spoken, chat, look.title, focusAnswer])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape' && onClose !== undefined && !event.isComposing) {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Tab' && full && panel.current !== null) keepTabInside(event, panel.current)
  }
  const role = onClose === undefined ? 'region' : 'dialog'
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <section
        ref={panel}
        class="panel"
        role={role}
        aria-labelledby={headingId}
        {...(full && { 'aria-modal': true })}
        tabIndex={-1}
        hidden={!shown}
        onKeyDown={onKeyDown}
      >
        <div class="inside" inert={restart.asking}>
          <Header
            state={state}
            look={look}
            headingId={headingId}
            restartButton={restartButton}
            onRestart={restart.ask}
            onClose={onClose}
          />
          <Trouble connection={state.connection} words={spoken.words} />
          <Transcript state={state} question={question} log={log} avatar={look.avatar} />
          <Answer state={state} question={question} field={field} complaint={complaint} />
        </div>
        {restart.asking ? (
          <Restart onRestart={() => restart.answer(true)} onStay={() => restart.answer(false)} />
        ) : null}
      </section>
    </SurroundingsContext.Provider>
  )
}

function Trouble({
  connection,
  words,
}: {
  readonly connection: ChatState['connection']
  readonly words: Spoken['words']
}) {
  if (connection !== 'lost' && connection !== 'offline') return null
  return (
    <p class="trouble">
      <Icon name="wrong" size={18} />
      {words[connection]}
    </p>
  )
}
