import type { ConversationId, Answer as StoredAnswer, StoredMessage } from '@parley/runtime'
import type { Answer, Message, Started } from '@parley/widget/protocol'

/** On the person's own messages: the id under which their client sent it, so that it can tell which ones have arrived. */
type Sent = Message & { readonly client_message_id?: string }

export const cursorOf = (seq: number): string => String(seq)

export function messageOf(stored: StoredMessage): Sent {
  const { id, seq, from, at, clientMessageId } = stored
  return {
    id,
    seq,
    from,
    ...stored.content,
    at: new Date(at).toISOString(),
    ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
  }
}

export function answerOf(answer: StoredAnswer): Answer {
  return { messages: answer.messages.map(messageOf), status: answer.status, cursor: cursorOf(answer.seq) }
}

export function startedOf(answer: StoredAnswer & { readonly conversation: ConversationId }, token: string): Started {
  return {
    conversation: { id: answer.conversation, status: answer.status },
    token,
    messages: answer.messages.map(messageOf),
    cursor: cursorOf(answer.seq),
  }
}
