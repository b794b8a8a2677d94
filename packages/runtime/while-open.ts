import type { Conversations } from './conversations.ts'
import { RuntimeError } from './error.ts'

/** Nothing new is begun on a node that closes; what was begun is finished. */
export function whileOpen(conversations: Conversations, isClosed: () => boolean): Omit<Conversations, 'finish'> {
  const refuse = () => {
    if (isClosed()) throw new RuntimeError('closing', 'This server is shutting down. Try again in a moment.')
  }
  return {
    async start(input) {
      refuse()
      return conversations.start(input)
    },
    async say(...said) {
      refuse()
      return conversations.say(...said)
    },
    async pageEvent(...event) {
      refuse()
      return conversations.pageEvent(...event)
    },
    async webhook(...webhook) {
      refuse()
      return conversations.webhook(...webhook)
    },
    async returned(conversation) {
      refuse()
      return conversations.returned(conversation)
    },
    async find(conversation) {
      refuse()
      return conversations.find(conversation)
    },
    async messages(...range) {
      refuse()
      return conversations.messages(...range)
    },
    watch: conversations.watch,
  }
}
