// The chat of one page: which conversation it shows, where that is kept, and what becomes of it. The conversation itself is
// `conversation.ts`; the screen knows the `Chat` only.
//
// 1. Whatever began for a conversation that was left is given up: `life` tells them apart.
// 2. The tabs of a browser have one conversation: who starts one does so alone, and the others find it.
// 3. What the person said is never lost without a word: before there is a conversation it waits here.
import type { ClientEvent, ConsentRequest, Message, SayRequest, Started, StartRequest } from '../protocol.ts'
import { pauseAfter } from './backoff.ts'
import type { Chat, ChatState } from './chat.ts'
import { recordConsent } from './consent-record.ts'
import { type Conversation, createConversation } from './conversation.ts'
import { isPassing, Refusal } from './refusal.ts'
import { createServer } from './server.ts'
import { createShelf, type Session, type Shelf, type Unsent } from './session.ts'
import { linkMark, shelfName, subjectOf } from './shelf-name.ts'
import { browserSurroundings, type Surroundings } from './surroundings.ts'
import { type Note, openTabs, type Tabs } from './tabs.ts'
import { newId, readVisitor } from './visitor.ts'

export interface ChatOptions {
  /** Address of the server with the slash at its end. */
  readonly server: string
  readonly solution: string
  readonly environment: 'sandbox' | 'prod'
  /** Keeps conversations of one browser apart. */
  readonly key?: string
  /** The id under which the page knows the person, unproved. */
  readonly person?: string
  readonly identity?: string
  readonly link?: string
  readonly preview?: string
  /** What else a new conversation begins with; asked when it begins. */
  readonly start?: () => Pick<StartRequest, 'flow' | 'contact' | 'page' | 'variables' | 'language'>
  /** `isNew`: it was not there when the conversation was resumed. */
  readonly onMessage?: (message: Message, isNew: boolean) => void
}

/** What the page's own script may do besides, see `api`. */
export interface PageChat extends Chat {
  /** The conversation that is going on. */
  readonly session: Session | null
  /** Whether there is one to resume. */
  readonly isKept: boolean
  /** Tells the running conversation; resolves when it knows. */
  tell(events: readonly ClientEvent[]): Promise<void>
  /** It is clear now who the person is. Rejects with a `Refusal`. */
  identify(identity: string): Promise<void>
  /** Has it written down what the person agreed to. Rejects where the server could not be told. */
  consent(level: ConsentRequest['level']): Promise<void>
  /** Closes, and forgets the conversation, in all tabs. */
  forget(): void
}

const nothing: ChatState = { connection: 'idle', status: null, entries: [], menu: [], typing: null, problem: null }

export function createChat(options: ChatOptions, around: Surroundings = browserSurroundings()): PageChat {
  const server = createServer(options.server, around)
  const listeners = new Set<() => void>()
  let identity = options.identity
  let shelf = createShelf(around.store, shelfName({ ...options, identity }))
  let state = nothing
  let current: Conversation | null = null
  let life = 0 // 1
  let isOpen = false
  let attempts = 0
  let early: readonly Unsent[] = [] // 3
  let isLinkUsed = false
  let stopWaiting: (() => void) | null = null
  let unwatch = (): void => {}
  let tabs: Tabs | null = null

  function update(changed: Partial<ChatState>): void {
    state = { ...state, ...changed }
    for (const listener of listeners) listener()
  }

  function open(): void {
    if (isOpen) return
    isOpen = true
    tabs ??= openTabs(around, shelfName({ ...options, identity: undefined }), hear)
    unwatch = around.watch(wake)
    void begin()
  }

  async function begin(): Promise<void> {
    stopWaiting?.()
    stopWaiting = null
    const mine = ++life
    update({ connection: 'connecting', problem: null })
    try {
      // 2
      await around.alone(shelf.name, async () => {
        if (mine !== life) return
        const session = keptSession() ?? (await takeOver())
        if (mine !== life) return
        if (session !== null) launch(session)
        else await startNew(mine)
      })
    } catch (error) {
      if (mine === life) failed(error)
    }
  }

  /** A signed link is for a conversation of its own. */
  function keptSession(): Session | null {
    const session = shelf.session()
    return session !== null && options.link !== undefined && session.link !== linkMark(options.link) ? null : session
  }

  /** Who was anonymous and has logged in goes on with the conversation that they had. */
  async function takeOver(): Promise<Session | null> {
    if (identity === undefined || options.link !== undefined) return null
    const anonymous = createShelf(around.store, shelfName({ ...options, identity: undefined }))
    const session = anonymous.session()
    if (session === null) return null
    try {
      await tellIdentity(identity)
    } catch (error) {
      if (isPassing(error)) throw error
      return null
    }
    move(session, anonymous, shelf)
    return session
  }

  const tellIdentity = (proof: string): Promise<void> => {
    const { solution, environment } = options
    return server.identify({ solution, environment, visitor: readVisitor(around), identity: proof })
  }

  async function startNew(mine: number): Promise<void> {
    const { solution, environment, link, preview } = options
    const started = await server.start({
      solution,
      environment,
      visitor: readVisitor(around),
      ...(identity === undefined ? {} : { identity }),
      ...(link === undefined || isLinkUsed ? {} : { link }),
      ...(preview === undefined ? {} : { preview }),
      ...options.start?.(),
    })
    if (mine !== life) return
    isLinkUsed = true
    const session = sessionOf(started, link)
    shelf.keep(session)
    launch(session, started)
    tabs?.tell({ kind: 'moved', shelf: shelf.name, session })
  }

  function launch(session: Session, started?: Started): void {
    attempts = 0
    let wasOpen = false
    const launched = createConversation({
      session,
      server,
      around,
      shelf: () => shelf,
      visitor: readVisitor(around),
      ...(started === undefined ? {} : { begun: { ...started, status: started.conversation.status } }),
      onChange: () => current !== null && update(current.state),
      onConnection(connection) {
        wasOpen ||= connection === 'open'
        update({ connection, ...(connection === 'open' ? { problem: null } : {}) })
      },
      onMessage: (message, isNew) => options.onMessage?.(message, isNew),
      onRefused: (refusal) => update({ problem: problemOf(refusal) }),
      onGone(error) {
        leave()
        if (shelf.session()?.id === session.id) shelf.clear()
        // One that has only just begun would be gone again.
        if (started !== undefined && !wasOpen) failed(error)
        else void begin()
      },
      tell: (note) => tabs?.tell(note),
    })
    current = launched
    update({ ...launched.state, problem: null })
    for (const unsent of early) launched.say(unsent)
    early = []
  }

  /** The screen shows nothing of the conversation any more; what is kept of it stays. */
  function leave(): void {
    life += 1
    stopWaiting?.()
    stopWaiting = null
    current?.close()
    current = null
    update({ ...nothing, entries: early.map(entryOf) })
  }

  function failed(error: unknown): void {
    if (isPassing(error)) {
      const atLeastMs = error instanceof Refusal ? (error.retryAfterMs ?? 0) : 0
      stopWaiting = around.after(pauseAfter(attempts, around.random, atLeastMs), () => void begin())
      attempts += 1
      update({ connection: around.isOnline() ? 'lost' : 'offline' })
    } else {
      stop()
      update({ connection: 'idle', problem: problemOf(error as Refusal) })
    }
  }

  /** Until `open` is called again. */
  function stop(): void {
    isOpen = false
    unwatch()
    tabs?.close()
    tabs = null
  }

  function wake(change: 'online' | 'offline' | 'seen'): void {
    if (current !== null) current.wake(change)
    else if (stopWaiting === null) return
    else if (change === 'offline') update({ connection: 'offline' })
    else void begin()
  }

  function hear(note: Note): void {
    if (note.kind === 'identified') follow(note.identity, note.conversation)
    else if (note.kind !== 'moved') current?.hear(note)
    else if (current !== null && note.shelf === shelf.name && note.session?.id !== current.session.id) {
      leave()
      if (note.session === null) stop()
      else launch(note.session)
    }
  }

  /** Another tab has proved who it is: if the conversation went with it, so does this tab. */
  function follow(proof: string, conversation: string): void {
    if (current?.session.id !== conversation) return
    identity = proof
    shelf = createShelf(around.store, shelfName({ ...options, identity }))
  }

  async function identify(proof: string): Promise<void> {
    const before = identity === undefined ? null : subjectOf(identity)
    const isOther = before !== null && before !== subjectOf(proof)
    const session = isOther || before !== null ? null : (current?.session ?? shelf.session())
    if (session !== null) await tellIdentity(proof)
    const old = shelf
    identity = proof
    shelf = createShelf(around.store, shelfName({ ...options, identity }))
    if (session !== null) {
      move(session, old, shelf)
      tabs?.tell({ kind: 'identified', identity: proof, conversation: session.id })
    } else if (isOther && isOpen) {
      leave()
      void begin()
    }
  }

  function say(said: SayRequest, shown: string): void {
    const waiting = state.entries.filter(({ kind }) => kind === 'sending').length
    if (waiting >= mostUnsent) {
      const text = `${mostUnsent} messages wait already.`
      update({ problem: { code: 'too-many-unsent', text } })
      return
    }
    const id = newId('cm_', around.randomBytes)
    const unsent: Unsent = { id, said, shown, state: 'waiting', at: around.now() }
    if (current !== null) current.say(unsent)
    else {
      early = [...early, unsent] // 3
      update({ entries: early.map(entryOf) })
      open()
    }
  }

  return {
    get state() {
      return state
    },
    get session() {
      return current?.session ?? null
    },
    get isKept() {
      return keptSession() !== null
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open,
    say,
    async upload(file, onProgress, signal) {
      if (current === null)
        throw new Refusal({ code: 'no-conversation', status: 0, detail: 'There is no conversation.' })
      return current.upload(file, onProgress, signal)
    },
    retry: (id) => current?.retry(id),
    discard(id) {
      current?.discard(id)
      if (!early.some((unsent) => unsent.id === id)) return
      early = early.filter((unsent) => unsent.id !== id)
      update({ entries: early.map(entryOf) })
    },
    restart() {
      early = []
      leave()
      shelf.clear()
      isLinkUsed = true
      if (isOpen) void begin()
      else open()
    },
    typing: (on) => current?.typing(on),
    async tell(events) {
      await current?.tell(events)
    },
    identify,
    consent: (level) =>
      recordConsent({ solution: options.solution, environment: options.environment }, level, { server, around }),
    forget() {
      early = []
      leave()
      shelf.clear()
      tabs?.tell({ kind: 'moved', shelf: shelf.name, session: null })
      stop()
    },
    close() {
      leave()
      stop()
    },
  }
}

/** More than anybody writes without a connection. */
const mostUnsent = 100

const entryOf = ({ said: _, ...one }: Unsent) => ({ kind: 'sending', ...one }) as const

const problemOf = ({ code, message }: Refusal) => ({ code, text: message })

function sessionOf({ conversation, token, expires_at }: Started, link: string | undefined): Session {
  const expiresAt = Date.parse(expires_at ?? '')
  return {
    id: conversation.id,
    token,
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
    ...(link === undefined ? {} : { link: linkMark(link) }),
  }
}

function move(session: Session, from: Shelf, to: Shelf): void {
  if (from.name === to.name) return
  to.keep(session)
  to.keepUnsent(session, from.unsent(session))
  from.clear()
}
