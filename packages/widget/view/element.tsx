/**
 * `<parley-chat>`: the chat in a shadow root, so that the page's styles and the chat's do not meet. It shows a `chat` and calls it;
 * it never speaks to the server.
 *
 * VE1 texts become text nodes and addresses are checked: no markup of anybody reaches the page, and no HTML is ever parsed
 * VE2 styles are a constructable style sheet and properties set by script, which a strict content security policy allows
 */
import { render } from 'preact'
import type { Chat } from '../client/chat.ts'
import { ChatView } from './chat-view.tsx'
import type { Look } from './look.ts'
import { style } from './style/style.ts'
import { loadWords, pickLanguage, type Spoken } from './words/words.ts'

/** Sends `open` and `close` when its window opens and closes; neither bubbles. */
export interface ChatElement extends HTMLElement {
  chat: Chat | null
  look: Look
  /** Of mode `window`. */
  open: boolean
}

export const chatElementName = 'parley-chat'

/** The words could not be had: they are asked for again after this time. */
const againMs = 5000

/** Makes `<parley-chat>` known to the page. A second time it does nothing. */
export function defineChatElement(): void {
  if (customElements.get(chatElementName) !== undefined) return
  customElements.define(chatElementName, createClass())
}

function createClass(): CustomElementConstructor {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style) // VE2
  return class extends HTMLElement implements ChatElement {
    readonly #root = this.attachShadow({ mode: 'open' })
    #chat: Chat | null = null
    #look: Look = {}
    #open = false
    /** Whether somebody has opened or closed it; from then on the look does not say any more. */
    #toggled = false
    #spoken: Spoken | null = null
    /** Counts what is being loaded: only the last is shown. */
    #loads = 0

    constructor() {
      super()
      this.#root.adoptedStyleSheets = [sheet]
    }

    get chat(): Chat | null {
      return this.#chat
    }
    set chat(chat: Chat | null) {
      this.#chat = chat
      this.#show()
    }

    get look(): Look {
      return this.#look
    }
    set look(look: Look) {
      this.#look = look
      if (!this.#toggled) this.#open = look.open ?? false
      this.dataset.mode = look.mode ?? 'window'
      void this.#speak()
    }

    get open(): boolean {
      return this.#open
    }
    set open(open: boolean) {
      this.#toggled = true
      if (open === this.#open) return
      this.#open = open
      this.#show()
      this.dispatchEvent(new Event(open ? 'open' : 'close'))
    }

    connectedCallback(): void {
      if (this.#spoken === null) void this.#speak()
      else this.#show()
    }
    disconnectedCallback(): void {
      render(null, this.#root)
    }

    async #speak(): Promise<void> {
      this.#loads += 1
      const load = this.#loads
      const wishes = this.#look.language === undefined ? navigator.languages : [this.#look.language]
      const spoken = await loadWords(pickLanguage(wishes), this.#look.texts).catch(() => null)
      if (load !== this.#loads) return
      if (spoken === null) {
        setTimeout(() => load === this.#loads && this.isConnected && void this.#speak(), againMs)
        return
      }
      this.#spoken = spoken
      this.#show()
    }

    #show(): void {
      if (!this.isConnected || this.#chat === null || this.#spoken === null) return
      render(
        <ChatView
          chat={this.#chat}
          look={this.#look}
          spoken={this.#spoken}
          open={this.#open}
          onToggle={(open) => {
            this.open = open
          }}
        />,
        this.#root,
      )
    }
  }
}
