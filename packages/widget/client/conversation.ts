// One conversation as this tab has it: its transcript, its stream, what is on the way. Which conversation that is, and what
// follows when it is gone, the chat decides.
//
// 1. The cursor moves along the stream and the transcript only, never by the answer to a message: no message between two
//    known ones can be missed; what comes twice is told apart by its `seq`.
// 2. After `close` nothing is reported any more.
import type { Answer, ClientEvent, Message, ServerFrame, UploadedFile } from '../protocol.ts'
import type { ChatState } from './chat.ts'
import { createKeyring } from './keyring.ts'
import { createOutbox } from './outbox.ts'
import type { Refusal } from './refusal.ts'
import type { Server } from './server.ts'
import type { Session, Shelf, Unsent } from './session.ts'
import { createStream } from './stream.ts'
import type { Surroundings } from './surroundings.ts'
import type { Note } from './tabs.ts'
import { createTranscript } from './transcript.ts'

/** What a chat shows of its conversation. */
export type ConversationState = Pick<ChatState, 'status' | 'menu' | 'typing' | 'entries'>

export interface Conversation {
  readonly session: Session
  readonly state: ConversationState
  say(unsent: Unsent): void
  upload(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<UploadedFile>
  tell(events: readonly ClientEvent[]): Promise<void>
  retry(id: string): void
  discard(id: string): void
  typing(on: boolean): void
  /** Another tab has said something about this conversation. */
  hear(note: ConversationNote): void
  wake(change: 'online' | 'offline' | 'seen'): void
  close(): void
}

/** Which conversation there is, is the chat's concern. */
type ConversationNote = Exclude<Note, { readonly kind: 'moved' | 'identified' }>

export interface ConversationOptions {
  readonly session: Session
  readonly server: Server
  readonly around: Surroundings
  /** Where it is kept; another one once it is clear who the person is. */
  readonly shelf: () => Shelf
  readonly visitor: string
  /** What is known already, of one that has just begun; otherwise it is resumed. */
  readonly begun?: Answer
  readonly onChange: () => void
  readonly onConnection: (connection: ChatState['connection']) => void
  /** `isNew`: it was not there when the conversation was resumed. */
  readonly onMessage: (message: Message, isNew: boolean) => void
  readonly onRefused: (refusal: Refusal) => void
  /** This token opens it no more. */
  readonly onGone: (error: unknown) => void
  readonly tell: (note: Note) => void
}

/** What the server shows of an answer that is nobody's business, not even on the person's own screen. */
const sensitiveMask = '•••'

/** A person who goes on typing is told of again after this time. */
const typingMs = 4000

export function createConversation(options: ConversationOptions): Conversation {
  const { server, around, shelf, tell } = options
  const { id } = options.session
  const transcript = createTranscript()
  let state: ConversationState = { status: null, menu: [], typing: null, entries: [] }
  let cursor = ''
  let isResuming = options.begun === undefined
  let isClosed = false
  let typedAt = Number.NEGATIVE_INFINITY

  function change(changed: Partial<ConversationState> = {}): void {
    const messages = transcript.messages.map((message) => ({ kind: 'message', message }) as const)
    const sending = outbox.unsent.map(({ said: _, ...one }) => ({ kind: 'sending', ...one }) as const)
    state = { ...state, ...changed, entries: [...messages, ...sending] }
    if (!isClosed) options.onChange() // 2
  }

  /** What this page has said stays as the person saw it: "800 £", where the server has the answer alone. */
  function asShown(message: Message): Message {
    const said = outbox.unsent.find(({ id }) => id === message.client_message_id)
    return said !== undefined && message.kind === 'text' && message.text !== sensitiveMask
      ? { ...message, text: said.shown }
      : message
  }

  function take(messages: readonly Message[], isNew: boolean): void {
    const added = transcript.take(messages.map(server.located).map(asShown))
    for (const { client_message_id: sent } of added) if (sent !== undefined) outbox.arrived(sent)
    change()
    for (const message of added) options.onMessage(message, isNew)
  }

  function takeAnswer(answer: Answer, isNew: boolean): void {
    cursor = answer.cursor // 1
    state = { ...state, status: answer.status, menu: answer.menu ?? state.menu }
    take(answer.messages, isNew)
  }

  async function catchUp(): Promise<void> {
    const answer = await keyring.use((token) => server.transcript(id, token, cursor))
    if (isClosed) return
    const wasResuming = isResuming
    isResuming = false
    takeAnswer({ menu: [], ...answer }, !wasResuming)
    // The conversation may have something to say to that. That it cannot be told is no trouble.
    if (wasResuming) tellEvents([{ type: 'returned' }]).catch(() => {})
  }

  const tellEvents = (events: readonly ClientEvent[]): Promise<void> =>
    keyring.use((token) => server.tell(id, token, events))

  function receive(frame: ServerFrame): void {
    if (frame.type === 'message') {
      cursor = frame.cursor // 1
      take([frame.message], true)
    } else if (frame.type === 'status') change({ status: frame.status })
    else if (frame.type === 'menu') change({ menu: frame.menu })
    else if (frame.type === 'typing') change({ typing: frame.on ? frame.from : null })
  }

  async function send({ id: messageId, said }: Unsent): Promise<void> {
    // With a stream the bot's answer comes there; without one the request waits for it, and the transcript has both.
    const waitSeconds = stream.isOpen ? 0 : 10
    await keyring.use((token) => server.say(id, token, { ...said, client_message_id: messageId }, waitSeconds))
    if (!isClosed && !stream.isOpen) await catchUp().catch(() => {})
  }

  const gone = (error: unknown): void => {
    if (!isClosed) options.onGone(error)
  }

  const keyring = createKeyring({
    session: options.session,
    server,
    around,
    visitor: options.visitor,
    onRenewed(session) {
      if (isClosed) return
      shelf().keep(session)
      tell({ kind: 'renewed', session })
    },
  })
  const outbox = createOutbox({
    kept: shelf().unsent({ id }),
    around,
    send,
    onChange(kept) {
      if (isClosed) return
      shelf().keepUnsent({ id }, kept)
      change()
    },
    onRefused(unsent, refusal) {
      tell({ kind: 'refused', conversation: id, id: unsent.id })
      options.onRefused(refusal)
    },
    onGone: gone,
  })
  if (options.begun !== undefined) takeAnswer(options.begun, true)
  const stream = createStream({
    around,
    address: () => ({ url: server.streamUrl(id, cursor), protocols: ['bearer', keyring.session.token] }),
    catchUp,
    isCaughtUp: !isResuming,
    onFrame: (frame) => !isClosed && receive(frame),
    onConnection(connection) {
      if (isClosed) return
      if (connection !== 'open' && state.typing !== null) change({ typing: null })
      options.onConnection(connection)
      if (connection === 'open') outbox.flush()
    },
    onRefused: options.onRefused,
    onGone: gone,
    isWanted: () => state.status !== 'ended',
  })

  return {
    get session() {
      return keyring.session
    },
    get state() {
      return state
    },
    say(unsent) {
      outbox.add(unsent)
      tell({ kind: 'said', conversation: id, unsent })
    },
    upload: (file, onProgress, signal) =>
      keyring.use((token) =>
        server.upload(id, token, file, { onProgress, ...(signal === undefined ? {} : { signal }) }),
      ),
    tell: tellEvents,
    retry: (messageId) => outbox.retry(messageId),
    discard(messageId) {
      outbox.discard(messageId)
      tell({ kind: 'discarded', conversation: id, id: messageId })
    },
    typing(on) {
      const isOld = around.now() - typedAt >= typingMs
      if (on ? !isOld : typedAt === Number.NEGATIVE_INFINITY) return
      typedAt = on ? around.now() : Number.NEGATIVE_INFINITY
      stream.send({ type: 'typing', on })
    },
    hear(note) {
      if (note.kind === 'renewed') {
        if (note.session.id === id) keyring.adopt(note.session)
      } else if (note.conversation !== id) return
      else if (note.kind === 'said') outbox.show(note.unsent)
      else if (note.kind === 'refused') outbox.refused(note.id)
      else outbox.arrived(note.id)
    },
    wake: (changed) => stream.wake(changed),
    close() {
      isClosed = true
      stream.close()
      outbox.close()
      keyring.close()
    },
  }
}
