// One booted widget: the chat, the element that shows it and the page listener, and what connects them. `main.ts` decides which
// one there is.
import type { Chat } from '../client/chat.ts'
import { createChat, type PageChat } from '../client/create-chat.ts'
import { Refusal } from '../client/refusal.ts'
import { createStore } from '../client/store.ts'
import { browserSurroundings } from '../client/surroundings.ts'
import { readVisitor } from '../client/visitor.ts'
import { createBrowser } from '../listener/browser.ts'
import { createListener, type Listener } from '../listener/listener.ts'
import type { ListenRules } from '../listener/rules.ts'
import type { Message, WidgetSettings } from '../protocol.ts'
import type { ChatElement } from '../view/element.tsx'
import type { Look } from '../view/look.ts'
import type { BootOptions, Consent, LookOptions, SetOptions } from './command.ts'
import { complain } from './complain.ts'
import type { Emitter } from './emitter.ts'
import { chooseLanguage, withRegion } from './language.ts'
import { readSettings } from './settings.ts'

export interface Widget {
  show(): void
  hide(): void
  toggle(): void
  restart(): void
  identify(token: string): void
  set(changes: SetOptions): void
  track(name: string, properties: unknown): void
  consent(level: Consent): void
  /** Off the page; the conversation can be resumed. */
  close(): void
  /** Off the page, in all tabs, and the conversation is not resumed. */
  forget(): void
}

interface WidgetOptions {
  readonly base: string
  readonly fetched: ReadonlyMap<string, Promise<Response>>
  readonly options: BootOptions
  readonly emitter: Emitter
  /** It was closed before it was there. */
  readonly signal: AbortSignal
}

/** Below this the window covers the page: it is not opened again by itself on the next one. */
const roomy = '(min-width: 481px) and (min-height: 521px)'

/** `null`: it cannot be on this page, as was told to its author, or it was given up meanwhile. */
export async function createWidget({ base, fetched, options, emitter, signal }: WidgetOptions): Promise<Widget | null> {
  const environment = options.environment ?? 'sandbox'
  const around = browserSurroundings()
  // Both at once; the page itself may still be on its way.
  const [settings, { defineChatElement, chatElementName }] = await Promise.all([
    readSettings(base, options.solution, environment, options.preview, fetched),
    import('../view/element.tsx'),
    pageReady(),
  ])
  const place = findPlace(options)
  if (settings === null || place === null || signal.aborted) return null
  await breath()
  defineChatElement()
  await breath()
  if (signal.aborted) return null
  const element = document.createElement(chatElementName) as ChatElement

  let changes: SetOptions = {}
  const language = (): string | undefined => {
    const chosen = changes.language ?? options.language
    const page = document.documentElement.lang
    return chosen ?? (settings.languages === undefined ? undefined : chooseLanguage(page, settings.languages))
  }
  const chat = createChat({
    server: base,
    solution: options.solution,
    environment,
    ...defined({ key: options.key, identity: options.identity, link: options.link, preview: options.preview }),
    ...defined({ person: options.contact?.external_id }),
    start: () => ({
      ...defined({ flow: options.flow, contact: options.contact, language: language() }),
      ...defined({ page: listener.page() ?? undefined }),
      variables: { ...options.variables, ...changes.variables },
    }),
    onMessage: (message, isNew) => isNew && tellMessage(chat, message, emitter),
  })
  const listener: Listener = createListener({
    solution: options.solution,
    environment,
    visitor: () => readVisitor(around),
    conversation: () => chat.session,
    consent: options.consent ?? settings.consent,
    rules: (settings.listen ?? {}) as ListenRules,
    onOpen: () => {
      element.open = true
    },
    surroundings: createBrowser(base),
  })
  const memory = openMemory(`parley:${environment}:${options.solution}:open`)
  const stopTelling = tellChanges(chat, emitter, () => listener.resumed())
  const showLook = (isOpen: boolean): void => {
    element.look = lookOf(settings, { ...options, ...changes }, language(), isOpen)
  }
  element.chat = chat
  showLook((options.mode ?? 'window') === 'window' && memory.get() && matchMedia(roomy).matches)
  element.addEventListener('open', () => {
    memory.set(true)
    listener.opened()
    emitter.emit('open', {})
  })
  element.addEventListener('close', () => {
    memory.set(false)
    listener.closed()
    emitter.emit('close', {})
  })
  place.append(element)
  if (element.open) listener.opened()
  // What was said meanwhile shows on the launcher.
  if (chat.isKept) chat.open()
  emitter.emit('ready', { solution: options.solution, environment })

  function close(): void {
    stopTelling()
    listener.stop()
    chat.close()
    element.remove()
  }
  return {
    show: () => {
      element.open = true
    },
    hide: () => {
      element.open = false
    },
    toggle: () => {
      element.open = !element.open
    },
    restart: () => chat.restart(),
    identify: (token) => void chat.identify(token).catch((error: unknown) => tellError(error, emitter)),
    set(given) {
      changes = { ...changes, ...given, variables: { ...changes.variables, ...given.variables } }
      showLook(element.open)
    },
    track: (name, properties) => listener.track(name, properties),
    consent(level) {
      listener.setConsent(level)
      // What could not be written down is said again by the next page.
      chat.consent(level).catch(() => {})
    },
    close,
    forget() {
      chat.forget()
      listener.setConsent('none')
      close()
    },
  }
}

/** The next person at this browser is another visitor. */
export function forgetPerson(): void {
  for (const open of [() => localStorage, () => sessionStorage]) createStore(open).removeAll('parley:')
}

/** Lets the page do what it has to: each part of our work is a task of its own, too short to be felt. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

function pageReady(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve()
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }))
}

function findPlace({ mode = 'window', target }: BootOptions): Element | null {
  if (mode === 'window' || (mode === 'page' && target === undefined)) return document.body
  if (target === undefined) {
    complain(`boot: mode "${mode}" needs a target, an element or its CSS selector`)
    return null
  }
  if (typeof target !== 'string') return target
  try {
    const found = document.querySelector(target)
    if (found === null) complain(`boot: nothing on the page fits the target "${target}"`)
    return found
  } catch {
    complain(`boot: the target "${target}" is no CSS selector`)
    return null
  }
}

function lookOf(
  settings: WidgetSettings,
  given: LookOptions & Pick<BootOptions, 'mode'>,
  language: string | undefined,
  open: boolean,
): Look {
  const { title, subtitle, accent, avatar, launcher, position, theme, mode } = given
  const merged = { ...settings.look, ...defined({ title, subtitle, accent, avatar, position, theme, mode }) }
  const { launcher: usual, ...rest } = merged
  // `true`: there is one, whatever the solution says.
  const chosen = launcher === true ? usual || undefined : (launcher ?? usual)
  const spoken = language ?? (document.documentElement.lang || undefined)
  const shown = spoken === undefined ? undefined : withRegion(spoken, navigator.languages)
  return { ...rest, ...defined({ launcher: chosen, language: shown }), open }
}

/** Leaves out what is undefined. */
function defined<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function tellMessage(chat: Chat, message: Message, emitter: Emitter): void {
  emitter.emit('message', { message })
  if (message.from !== 'user') return
  const isFirst = !chat.state.entries.some(
    (entry) => entry.kind === 'message' && entry.message.from === 'user' && entry.message.seq < message.seq,
  )
  if (isFirst) emitter.emit('first-message', { message })
}

/** Tells what becomes of the conversation. `onResumed`: one goes on that began on an earlier page. */
function tellChanges(chat: PageChat, emitter: Emitter, onResumed: () => void): () => void {
  let before = chat.state
  const wasKept = chat.isKept
  return chat.subscribe(() => {
    const last = before
    before = chat.state
    const { status, problem } = chat.state
    if (wasKept && last.status === null && status !== null) onResumed()
    if (status === 'ended' && last.status !== null && last.status !== 'ended')
      emitter.emit('end', { conversation: chat.session?.id ?? '' })
    if (problem !== null && problem.code !== last.problem?.code) emitter.emit('error', problem)
  })
}

function tellError(error: unknown, emitter: Emitter): void {
  const code = error instanceof Refusal ? error.code : 'no-answer'
  const text = error instanceof Error ? error.message : String(error)
  complain(`identify: ${text}`)
  emitter.emit('error', { code, text })
}

/** Whether the window is open, for the next page of this tab. */
function openMemory(name: string): { get(): boolean; set(isOpen: boolean): void } {
  const store = createStore(() => sessionStorage)
  return {
    get: () => store.get(name) === true,
    set: (isOpen) => (isOpen ? store.set(name, true) : store.remove(name)),
  }
}
