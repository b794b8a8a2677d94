import type { Content, MenuItem, Status, Upload } from '@parley/flow'
import {
  type Answer,
  type ConversationId,
  type Frame,
  type IdentifyInput,
  RuntimeError,
  type StartInput,
  type StoredMessage,
} from '@parley/runtime'
import type { Conversations } from './parts.ts'

type LoadedFile = NonNullable<Awaited<ReturnType<Conversations['files']['load']>>>

interface Memory {
  status: Status
  readonly messages: StoredMessage[]
  readonly watchers: Map<symbol, (frame: Frame) => void>
  readonly visitor: string | undefined
}

/** Conversations without flow or database, for the tests of this door: a bot named `echo` that repeats what it hears. */
export interface MemoryConversations extends Conversations {
  botSays(conversation: ConversationId, content: Content): void
  become(conversation: ConversationId, status: Status): void
  /** The persistent menu is another one now. */
  showMenu(conversation: ConversationId, menu: readonly MenuItem[]): void
  /** The next call of any method rejects with this. */
  failNext(error: Error): void
  watchers(): number
  readonly events: readonly { readonly name: string }[]
  readonly webhooks: readonly object[]
  /** What conversations were begun with. */
  readonly starts: readonly StartInput[]
  readonly identified: readonly IdentifyInput[]
}

export function createMemoryConversations(): MemoryConversations {
  const all = new Map<ConversationId, Memory>()
  const events: { readonly name: string }[] = []
  const webhooks: object[] = []
  const starts: StartInput[] = []
  const identified: IdentifyInput[] = []
  let failure: Error | undefined

  function refuseNow(): void {
    const error = failure
    failure = undefined
    if (error !== undefined) throw error
  }

  function find(id: ConversationId): Memory {
    refuseNow()
    const memory = all.get(id)
    if (memory === undefined) throw new RuntimeError('unknown-conversation', 'There is no such conversation.')
    return memory
  }

  function add(memory: Memory, from: 'bot' | 'user', content: Content, clientMessageId?: string): void {
    const seq = memory.messages.length + 1
    const id = clientMessageId === undefined ? {} : { clientMessageId }
    const message: StoredMessage = {
      id: `msg_${seq}`,
      seq,
      from,
      content,
      at: Date.UTC(2026, 0, 1),
      sensitive: false,
      ...id,
    }
    memory.messages.push(message)
    for (const listener of memory.watchers.values()) listener({ messages: [message], status: memory.status })
  }

  const kept = new Map<string, LoadedFile>()
  const visitors: Conversations['visitors'] = {
    async identify(input) {
      refuseNow()
      identified.push(input)
    },
    holds: async (conversation, visitor) => all.get(conversation)?.visitor === visitor,
  }
  const files: Conversations['files'] = {
    async put(conversation, { name, type, content }) {
      find(conversation)
      const file: Upload = { id: `file_000000000${kept.size + 1}`, name, type, size: content.length }
      kept.set(`${conversation}.${file.id}`, { ...file, content: Buffer.from(content) })
      return file
    },
    load: async (conversation, id) => kept.get(`${conversation}.${id}`) ?? null,
  }

  const after = (memory: Memory, seq: number): Answer => ({
    status: memory.status,
    messages: memory.messages.slice(seq),
    seq: memory.messages.length,
  })

  return {
    events,
    webhooks,
    starts,
    identified,
    files,
    visitors,
    async start(input) {
      const { solution, visitor } = input
      refuseNow()
      if (solution !== 'echo') throw new RuntimeError('unknown-solution', `There is no solution ${solution}.`)
      const conversation: ConversationId = `conv_${all.size + 1}`
      starts.push(input)
      all.set(conversation, { status: 'waiting', messages: [], watchers: new Map(), visitor })
      const memory = find(conversation)
      add(memory, 'bot', { kind: 'text', text: 'Say something.', input: { type: 'text' } })
      return { conversation, ...after(memory, 0) }
    },
    async say(conversation, said, options) {
      const memory = find(conversation)
      const text = said.kind === 'text' ? said.text : JSON.stringify(said)
      const id = options?.clientMessageId
      const first = memory.messages.find((message) => id !== undefined && message.clientMessageId === id)
      if (first !== undefined && first.content.text !== text) {
        throw new RuntimeError('client-message-id-reused', 'The id named another message.')
      }
      if (first !== undefined) return after(memory, first.seq)
      if (memory.status === 'ended') throw new RuntimeError('conversation-over', 'The conversation has ended.')
      add(memory, 'user', { kind: 'text', text }, id)
      const heard = memory.messages.length
      add(memory, 'bot', { kind: 'text', text: `You said ${text}` })
      return after(memory, heard)
    },
    async webhook(conversation, { name, payload, signature }) {
      find(conversation)
      if (name === 'unknown') throw new RuntimeError('unknown-webhook', 'No node waits for it.')
      webhooks.push({ conversation, name, payload, signature })
    },
    async returned(conversation) {
      find(conversation)
      events.push({ name: '(returned)' })
    },
    async pageEvent(conversation, event) {
      find(conversation)
      events.push(event)
    },
    messages: async (conversation, seq) => after(find(conversation), seq),
    watch(conversation, seq, listener, onError) {
      const memory = all.get(conversation)
      if (memory === undefined) {
        onError?.(new RuntimeError('unknown-conversation', 'There is no such conversation.'))
        return () => {}
      }
      const key = Symbol()
      memory.watchers.set(key, listener)
      const { messages, status } = after(memory, seq)
      if (messages.length > 0) listener({ messages, status })
      return () => void memory.watchers.delete(key)
    },
    botSays: (conversation, content) => add(find(conversation), 'bot', content),
    become(conversation, status) {
      const memory = find(conversation)
      memory.status = status
      for (const listener of memory.watchers.values()) listener({ messages: [], status })
    },
    showMenu(conversation, menu) {
      const memory = find(conversation)
      for (const listener of memory.watchers.values()) listener({ messages: [], status: memory.status, menu })
    },
    failNext(error) {
      failure = error
    },
    watchers: () => [...all.values()].reduce((sum, memory) => sum + memory.watchers.size, 0),
  }
}
