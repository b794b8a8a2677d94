import type { JSX, RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ChatState } from '../../client/chat.ts'
import type { Message } from '../../protocol.ts'
import { writtenIn } from '../written-in.ts'
import { Composer } from './composer.tsx'
import { Control, hasControl } from './control.tsx'
import { Over } from './over.tsx'

interface Properties {
  readonly state: ChatState
  readonly question: Message | null
  readonly field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>
  /** What is wrong with what the person is about to send. */
  readonly complaint: string
}

/** Where the person answers: controls of the question, the field for text, and what went wrong. */
export function Answer({ state, question, field, complaint }: Properties): JSX.Element {
  const over = state.status === 'ended' || state.status === 'abandoned'
  const none = state.status === null && state.problem !== null
  const controlled = question !== null && hasControl(question) ? question : null
  const controls = useRef<HTMLDivElement>(null)
  // Another question is read from its beginning.
  useLayoutEffect(() => {
    if (controls.current !== null) controls.current.scrollTop = 0
  }, [controlled?.id])
  return (
    <div class="answer">
      <p class="alert" role="alert">
        {complaint || (none ? '' : state.problem?.text)}
      </p>
      {over || none ? (
        <Over status={state.status} problem={state.problem?.text ?? null} />
      ) : (
        <>
          {controlled === null ? null : (
            <div ref={controls} class="controls" key={controlled.id} {...writtenIn(controlled)}>
              <Control message={controlled} />
            </div>
          )}
          <Composer question={question} field={field} />
        </>
      )}
    </div>
  )
}
