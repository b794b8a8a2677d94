import type { Chat, ChatState, Entry } from '../../packages/widget/client/chat.ts'
import type { Message, SayRequest, UploadedFile } from '../../packages/widget/protocol.ts'

/** A chat that a test plays: what it is told it keeps, and its state is what the test says. It runs in the browser. */
export interface ScriptedChat extends Chat {
  /** What the view has asked for, oldest first. */
  readonly calls: readonly (readonly unknown[])[]
  set(changed: Partial<ChatState>): void
  /** One more message of the bot, or of whom it says. */
  add(message: Partial<Message>): void
  /** How far the upload that is going on has come; 1 ends it. */
  progress(share: number): void
  refuseUpload(text: string): void
}

const minute = 60_000

export function createScriptedChat(now: number): ScriptedChat {
  const listeners = new Set<() => void>()
  const calls: (readonly unknown[])[] = []
  let state: ChatState = { connection: 'open', status: 'waiting', entries: [], menu: [], typing: null, problem: null }
  let seq = 0
  let upload: {
    onProgress(share: number): void
    resolve(file: UploadedFile): void
    reject(error: Error): void
  } | null = null

  function set(changed: Partial<ChatState>): void {
    state = { ...state, ...changed }
    for (const listener of listeners) listener()
  }
  function add(part: Partial<Message>): void {
    seq += 1
    const at = new Date(now - (30 - seq) * minute).toISOString()
    const message: Message = { id: `msg_${seq}`, seq, from: 'bot', kind: 'text', text: '', at, ...part }
    const own = part.client_message_id
    const kept = state.entries.filter((entry) => entry.kind === 'message' || entry.id !== own)
    set({ entries: [...kept, { kind: 'message', message }] })
  }
  const call =
    (name: string) =>
    (...rest: readonly unknown[]) =>
      void calls.push([name, ...rest])
  return {
    calls,
    set,
    add,
    get state() {
      return state
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open: call('open'),
    say(said: SayRequest, shown: string) {
      calls.push(['say', said])
      const id = `own_${calls.filter(([name]) => name === 'say').length}`
      const entry: Entry = { kind: 'sending', id, shown, state: 'sending', at: now }
      set({ entries: [...state.entries, entry] })
    },
    upload(file, onProgress, signal) {
      calls.push(['upload', file.name])
      return new Promise((resolve, reject) => {
        upload = { onProgress, resolve, reject }
        signal?.addEventListener('abort', () => {
          calls.push(['abort'])
          reject(new DOMException('stopped', 'AbortError'))
        })
      })
    },
    progress(share) {
      upload?.onProgress(share)
      if (share === 1)
        upload?.resolve({ id: 'file_1', name: 'bike.png', type: 'image/png', size: 1, url: '/v1/files/1' })
    },
    refuseUpload(text) {
      upload?.reject(Object.assign(new Error(text), { status: 413 }))
    },
    retry: call('retry'),
    discard: call('discard'),
    restart: call('restart'),
    typing: call('typing'),
    close: call('close'),
  }
}
