/** The worker: letters in, replies out, one after the other. */
import { handlers } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { CallName, Letter, Reply } from './protocol.ts'

/** What a module worker is to itself. */
interface Own {
  postMessage(reply: Reply): void
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const own = self as unknown as Own
const compiler = new Compiler()
const send = (reply: Reply): void => own.postMessage(reply)

own.addEventListener('message', ({ data }) => {
  // Only the page that made this worker can write to it.
  const { id, call, ask } = data as Letter
  try {
    send({ id, kind: 'answer', answer: answerTo(call, ask, (done) => send({ id, kind: 'progress', done })) })
  } catch (error) {
    send({ id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
})

function answerTo<Name extends CallName>(
  call: Name,
  ask: Letter<Name>['ask'],
  progress: (done: number) => void,
): unknown {
  return handlers[call](compiler, ask, progress)
}
