/**
 * The way of a document between this browser and the server: connects, keeps what is not stored yet, comes back after an outage.
 *
 * Owns the WebSocket and the copy that the browser keeps. What is edited while there is no connection is kept and merged afterwards.
 *
 * DV1 `saved` is said only of what the server has stored
 * DV2 what is not stored yet survives the end of the connection, and, where the browser can keep it, of the page
 * DV3 what belongs to an earlier document of the same name never gets into a later one
 * DV5 what somebody edited is never sent as somebody else
 */
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type DocumentNotice, documentCloseCodes, documentFrames, type Presence } from '../api/document.ts'
import { type Keep, keepUnsaved } from './keep.ts'

export type SaveStatus =
  /** Not there yet. */
  | 'opening'
  | 'saved'
  | 'saving'
  | 'offline'
  | 'read-only'
  | 'signed-out'
  /** The server did not take a change; what this browser has is not what others have. */
  | 'refused'
  /** The solution was removed, or another one of the same name took its place. */
  | 'removed'
  | 'replaced'
  /** There is none, or it may not be seen. */
  | 'missing'
  | 'not-permitted'

export interface ProviderState {
  readonly status: SaveStatus
  /** There is something to show. */
  readonly ready: boolean
  /** Something is not stored on the server. */
  readonly unsaved: boolean
  readonly you: { readonly id: string; readonly name: string } | null
  readonly may: { readonly edit: boolean; readonly code: boolean }
  /** What the server says, where it refused. */
  readonly detail: string | null
}

/** Why no WebSocket comes about: a browser is not told. `null`: the server does not answer. */
export type Asked = { readonly code: string } | { readonly document: string } | null

export interface ProviderParts {
  readonly solution: string
  /** Who edits here. */
  readonly account: string
  /** Somebody else signed in meanwhile; what was edited stays where it is kept. */
  readonly onStranger?: () => void
  readonly connect: () => WebSocket
  /** Asks over HTTP what there is. */
  readonly ask: () => Promise<Asked>
  readonly keep: Keep
}

/** Wait before the second, third … try, milliseconds; the first comes at once. */
const waits = [300, 1000, 2000, 5000, 10_000, 20_000]
/** A stored update is acknowledged within this time, or the connection is given up, milliseconds. */
const patienceMs = 20_000
/** Presence is told at most this often, milliseconds. */
const presenceMs = 120

const remote = { origin: 'server' }
/** Bytes of an update without anything in it. */
const nothing = 2

export class DocumentProvider {
  readonly doc = new Y.Doc()
  readonly awareness: Awareness
  readonly #parts: ProviderParts
  readonly #listeners = new Set<() => void>()
  #state: ProviderState = {
    status: 'opening',
    ready: false,
    unsaved: false,
    you: null,
    may: { edit: true, code: true },
    detail: null,
  }
  #socket: WebSocket | null = null
  #greeted = false
  #synced = false
  /** It was there since the page was opened. */
  #seen = false
  /** What the server had when it greeted. */
  #theirs: Uint8Array = new Uint8Array([0])
  #document: string | null = null
  #pending: Uint8Array[] = []
  #inFlight = false
  #tries = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #patience: ReturnType<typeof setTimeout> | undefined
  #presenceTimer: ReturnType<typeof setTimeout> | undefined
  #over = false

  constructor(parts: ProviderParts) {
    this.#parts = parts
    this.awareness = new Awareness(this.doc)
    this.awareness.setLocalState(null)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      // What was kept and comes late is as good as edited now.
      if (origin !== remote && (this.#synced || !parts.keep.isOrigin(origin))) this.#edited(update)
    })
    this.awareness.on('update', (_changes: unknown, origin: unknown) => {
      if (origin === 'local') this.#presentSoon()
    })
    void this.#begin()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same object until something changes. */
  get state(): ProviderState {
    return this.#state
  }

  /** What others see of whoever is here. */
  present(presence: Omit<Presence, 'user'> | null): void {
    const { you } = this.#state
    this.awareness.setLocalState(presence === null || you === null ? null : { ...presence, user: you })
  }

  /** Tries again at once: the network came back, or somebody signed in. */
  readonly retry = (): void => {
    if (this.#over || this.#socket !== null) return
    clearTimeout(this.#timer)
    this.#tries = 0
    this.#connect()
  }

  /** There is no network, and waiting for the socket to notice takes minutes. */
  readonly lose = (): void => this.#socket?.close()

  /** Forgets what this browser keeps of the document; what is not stored is gone. */
  async forget(): Promise<void> {
    this.#stop()
    await this.#parts.keep.forget(this.#document)
  }

  close(): void {
    removeAwarenessStates(this.awareness, [this.doc.clientID], 'local')
    this.#sendPresence()
    this.#stop()
    this.#parts.keep.close()
    this.awareness.destroy()
  }

  #stop(): void {
    this.#over = true
    for (const timer of [this.#timer, this.#patience, this.#presenceTimer]) clearTimeout(timer)
    this.#socket?.close()
  }

  #tell(change: Partial<ProviderState>): void {
    const next = { ...this.#state, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return
    this.#state = next
    for (const listener of [...this.#listeners]) listener()
  }

  /** What the browser kept is there first: it can be worked on without a connection. */
  async #begin(): Promise<void> {
    const known = this.#parts.keep.known()
    if (known !== null) {
      this.#document = known
      const isThere = await this.#parts.keep.open(known, this.doc)
      if (isThere) this.#tell({ ready: true, unsaved: this.#parts.keep.unsaved(known) })
    }
    if (!this.#over) this.#connect()
  }

  #connect(): void {
    const socket = this.#parts.connect()
    this.#socket = socket
    this.#greeted = false
    this.#synced = false
    socket.binaryType = 'arraybuffer'
    socket.onmessage = ({ data }: MessageEvent) => {
      if (socket !== this.#socket) return
      if (typeof data === 'string') void this.#hear(JSON.parse(data) as DocumentNotice)
      else this.#receive(new Uint8Array(data as ArrayBuffer))
    }
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#closed(code)
    }
  }

  #closed(code: number): void {
    this.#socket = null
    this.#synced = false
    this.#pending = []
    this.#inFlight = false
    clearTimeout(this.#patience)
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID)
    removeAwarenessStates(this.awareness, others, remote)
    if (code === documentCloseCodes.refused || code === documentCloseCodes.gone) this.#stop()
    if (this.#over) return
    if (code === documentCloseCodes.signedOut) this.#tell({ status: 'signed-out' })
    else if (code === documentCloseCodes.notPermitted) this.#tell({ status: 'not-permitted' })
    else if (this.#state.status !== 'opening') this.#tell({ status: 'offline' })
    void this.#comeBack()
  }

  async #comeBack(): Promise<void> {
    const greeted = this.#greeted
    const wait = waits[Math.min(this.#tries, waits.length - 1)] ?? 0
    this.#tries += 1
    // Not everybody at the same moment.
    const spread = wait * (0.75 + Math.random() / 2)
    const asked = greeted && this.#tries === 1 ? undefined : await this.#parts.ask().catch(() => null)
    if (this.#over || this.#socket !== null) return
    if (asked !== undefined) this.#judge(asked)
    if (!this.#over) this.#timer = setTimeout(() => this.#socket ?? this.#connect(), spread)
  }

  /** What an answer over HTTP says of why there is no connection. */
  #judge(asked: Asked): void {
    if (asked === null || 'document' in asked) this.#tell({ status: 'offline' })
    else if (asked.code === 'signed-out') this.#tell({ status: 'signed-out' })
    else if (asked.code === 'not-permitted') this.#tell({ status: 'not-permitted' })
    else if (asked.code === 'unknown-source') this.#removed()
    else this.#tell({ status: 'offline' })
  }

  /** Whoever is looking at it, or has something that was never stored, keeps what is here; else there is just none. */
  #removed(): void {
    this.#stop()
    const keeps = this.#seen || this.#unsaved()
    this.#tell(keeps ? { status: 'removed' } : { status: 'missing', ready: false })
    if (!keeps) void this.#parts.keep.forget(this.#document)
  }

  async #hear(notice: DocumentNotice): Promise<void> {
    if (notice.kind === 'hello') await this.#greet(notice)
    else if (notice.kind === 'saved') this.#stored()
    else if (notice.kind === 'refused') {
      this.#tell({ status: 'refused', detail: notice.detail, unsaved: true })
      this.#stop()
    } else {
      this.#tell({ status: notice.why, detail: null })
      this.#stop()
    }
  }

  async #greet({ document, you, may }: Extract<DocumentNotice, { kind: 'hello' }>): Promise<void> {
    const socket = this.#socket
    if (you.id !== this.#parts.account) {
      // DV5
      this.#tell({ status: 'signed-out' })
      this.#stop()
      return this.#parts.onStranger?.()
    }
    if (this.#document !== null && this.#document !== document) {
      // DV3
      this.#tell({ status: 'replaced' })
      return this.#stop()
    }
    if (this.#document === null) {
      this.#document = document
      this.#parts.keep.know(document)
      await this.#parts.keep.open(document, this.doc)
      if (socket !== this.#socket) return
    }
    this.#greeted = true
    this.#tell({ you, may })
    this.#send(documentFrames.state, Y.encodeStateVector(this.doc))
  }

  #receive(frame: Uint8Array): void {
    const content = frame.subarray(1)
    if (frame[0] === documentFrames.update) {
      if (this.#synced) Y.applyUpdate(this.doc, content, remote)
      else {
        applyWhole(this.doc, content)
        this.#catchUp()
      }
    } else if (frame[0] === documentFrames.presence) applyAwarenessUpdate(this.awareness, content, remote)
    else if (frame[0] === documentFrames.state) this.#theirs = content
  }

  /** The server's answer is there: from now on both have the same, but for what was edited here meanwhile. */
  #catchUp(): void {
    this.#synced = true
    this.#seen = true
    this.#tries = 0
    const { may } = this.#state
    const unsaved = isAhead(this.doc, this.#theirs) || this.#unsaved()
    const sends = may.edit && unsaved
    this.#tell({ ready: true, unsaved, detail: null, status: !may.edit ? 'read-only' : sends ? 'saving' : 'saved' })
    if (sends) {
      this.#pending = [Y.encodeStateAsUpdate(this.doc, this.#theirs)]
      this.#flush()
    }
    this.#presentSoon()
  }

  #unsaved(): boolean {
    return this.#state.unsaved || (this.#document !== null && this.#parts.keep.unsaved(this.#document))
  }

  #edited(update: Uint8Array): void {
    if (!this.#state.may.edit) return
    if (this.#document !== null) keepUnsaved(this.#parts.keep, this.#document, true)
    if (this.#synced) {
      this.#pending.push(update)
      this.#flush()
    } else this.#tell({ unsaved: true })
  }

  /** One update is under way at a time; what is edited meanwhile goes together with the next. */
  #flush(): void {
    if (this.#inFlight || this.#pending.length === 0 || !this.#synced) return
    const update = this.#pending.length === 1 ? this.#pending[0] : Y.mergeUpdates(this.#pending)
    this.#pending = []
    if (update === undefined) return
    this.#inFlight = true
    this.#patience = setTimeout(this.lose, patienceMs)
    this.#send(documentFrames.update, update)
    this.#tell({ status: 'saving', unsaved: true })
  }

  #stored(): void {
    this.#inFlight = false
    clearTimeout(this.#patience)
    if (this.#pending.length > 0) {
      this.#flush()
      return
    }
    if (this.#document !== null) keepUnsaved(this.#parts.keep, this.#document, false)
    this.#tell({ status: 'saved', unsaved: false }) // DV1
  }

  #presentSoon(): void {
    this.#presenceTimer ??= setTimeout(() => {
      this.#presenceTimer = undefined
      this.#sendPresence()
    }, presenceMs)
  }

  #sendPresence(): void {
    if (this.#synced && this.awareness.meta.has(this.doc.clientID))
      this.#send(documentFrames.presence, encodeAwarenessUpdate(this.awareness, [this.doc.clientID]))
  }

  #send(kind: number, content: Uint8Array): void {
    if (this.#socket?.readyState !== 1) return
    const frame = new Uint8Array(content.length + 1)
    frame[0] = kind
    frame.set(content, 1)
    this.#socket.send(frame)
  }
}

/**
 * Takes over all that the server has, which may be much. Who listens for updates gets these very bytes: to make them anew of what they
 * brought, as Yjs does, takes as long as to read them.
 */
function applyWhole(doc: Y.Doc, content: Uint8Array): void {
  const listeners = doc._observers.get('update')
  let made: Y.Transaction | undefined
  doc.once('afterTransaction', (transaction: Y.Transaction) => {
    made = transaction
  })
  doc._observers.delete('update')
  try {
    Y.applyUpdate(doc, content, remote)
  } finally {
    if (listeners !== undefined) doc._observers.set('update', listeners)
  }
  if (made !== undefined && content.length > nothing) doc.emit('update', [content, remote, doc, made])
}

/** Whether a document has something that a state vector does not. */
function isAhead(doc: Y.Doc, theirs: Uint8Array): boolean {
  const known = Y.decodeStateVector(theirs)
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(([client, clock]) => clock > (known.get(client) ?? 0))
}
