import { type ConversationId, mask, type Answer as StoredAnswer, type StoredMessage } from '@parley/runtime'
import type { Answer, Message, Started } from '@parley/widget/protocol'

/** On the person's own messages: the id under which their client sent it, so that it can tell which ones have arrived. */
type Sent = Message & { readonly client_message_id?: string }

/** The address at which a file of the conversation is read. */
export type LinkOf = (file: string) => string

export const cursorOf = (seq: number): string => String(seq)

export function messageOf(stored: StoredMessage, linkOf: LinkOf): Sent {
  const { id, seq, from, at, clientMessageId, sensitive } = stored
  // Whoever sits before the screen later need not read it, and the person knows what they wrote.
  const isMasked = sensitive && from === 'user'
  return {
    id,
    seq,
    from,
    ...(isMasked ? ({ kind: 'text', text: mask } as const) : linked(stored.content, linkOf)),
    at: new Date(at).toISOString(),
    ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
  }
}

/** A file that the person gave is stored without an address, since each one given out expires. */
function linked(content: StoredMessage['content'], linkOf: LinkOf) {
  if (content.kind !== 'file') return content
  const { file } = content
  return { ...content, file: 'id' in file ? { ...file, url: linkOf(file.id) } : file }
}

export function answerOf(answer: StoredAnswer, linkOf: LinkOf): Answer {
  return {
    messages: answer.messages.map((message) => messageOf(message, linkOf)),
    status: answer.status,
    cursor: cursorOf(answer.seq),
    ...(answer.menu === undefined ? {} : { menu: answer.menu }),
  }
}

export function startedOf(
  answer: StoredAnswer & { readonly conversation: ConversationId },
  granted: Pick<Started, 'token' | 'expires_at'>,
  linkOf: LinkOf,
): Started {
  return {
    conversation: { id: answer.conversation, status: answer.status },
    ...granted,
    messages: answer.messages.map((message) => messageOf(message, linkOf)),
    cursor: cursorOf(answer.seq),
    ...(answer.menu === undefined ? {} : { menu: answer.menu }),
  }
}
