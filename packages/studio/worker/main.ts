/** The worker: letters in, replies out, one after the other. */
import { answerTo } from './answer.ts'
import { Compiler } from './compiler.ts'
import type { Letter, Reply } from './protocol.ts'

/** What a module worker is to itself. */
interface Own {
  postMessage(reply: Reply): void
  addEventListener(kind: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const own = self as unknown as Own
const compiler = new Compiler()
const send = (reply: Reply): void => own.postMessage(reply)

let line: Promise<void> = Promise.resolve()

own.addEventListener('message', ({ data }) => {
  // Only the page that made this worker can write to it.
  line = line.then(() => take(data as Letter))
})

async function take({ id, call, ask }: Letter): Promise<void> {
  try {
    send({
      id,
      kind: 'answer',
      answer: await answerTo(compiler, call, ask, (done) => send({ id, kind: 'progress', done })),
    })
  } catch (error) {
    send({ id, kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}
