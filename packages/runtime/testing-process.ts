/** A runtime node as a process of its own, driven by messages, so that a test can kill it. `DATABASE_URL` names its database. */
import type { Said } from '@parley/flow'
import type { ConversationId } from './ids.ts'
import { createTestNode, startInput, success, type TestFlow, textsOf } from './testing.ts'

export type Request = { readonly id: number } & (
  | { readonly kind: 'start'; readonly flow: TestFlow }
  | {
      readonly kind: 'say'
      readonly conversation: ConversationId
      readonly said: Said
      readonly clientMessageId: string
    }
)

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ran'; readonly key: string }
  | {
      readonly kind: 'done'
      readonly id: number
      readonly conversation: ConversationId
      readonly texts: readonly string[]
      readonly status: string
    }
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }

function reply(message: Reply): void {
  process.send?.(message)
}

const node = await createTestNode({
  databaseUrl: process.env.DATABASE_URL ?? '',
  limits: { leaseMs: 400 },
  async runAction(call) {
    reply({ kind: 'ran', key: call.idempotencyKey })
    await new Promise((resolve) => setImmediate(resolve))
    return success
  },
})

process.on('message', async (request: Request) => {
  try {
    if (request.kind === 'start') {
      const { conversation, status, messages } = await node.start(startInput(request.flow))
      reply({ kind: 'done', id: request.id, conversation, texts: textsOf({ messages }), status })
    } else {
      const { conversation, said, clientMessageId } = request
      const { status, messages } = await node.say(conversation, said, { clientMessageId })
      reply({ kind: 'done', id: request.id, conversation, texts: textsOf({ messages }), status })
    }
  } catch (error) {
    reply({ kind: 'failed', id: request.id, error: String(error) })
  }
})
process.on('disconnect', () => process.exit())
reply({ kind: 'ready' })
