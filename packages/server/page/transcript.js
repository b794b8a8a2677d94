// What has been said, on the screen.
import { buildMarkdown, readMarkdown } from './markdown.js'

/** @param {string} tag @param {string} className @param {...(Node | string)} children */
function build(tag, className, ...children) {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(...children)
  return element
}

/**
 * @param {HTMLElement} log the element with `role="log"`
 * @param {(id: string) => void} onRetry called with the id of a message that failed
 */
export function createTranscript(log, onRetry) {
  /** Messages of the person that the server has not shown back yet, by their id. */
  const pending = new Map()
  let lastMine = null

  /** The conversation is followed to its end unless the person has scrolled up to read. */
  let following = true
  const follow = () => {
    if (following) log.scrollTop = log.scrollHeight
  }
  let top = 0
  log.addEventListener('scroll', () => {
    // Only a person scrolls up; when the transcript loses height, its end moves away by itself.
    if (log.scrollHeight - log.scrollTop - log.clientHeight < 40) following = true
    else if (log.scrollTop < top) following = false
    top = log.scrollTop
  })
  // What appears below the transcript (choices, typing, an alert) takes height from it.
  new ResizeObserver(follow).observe(log)

  function setDelivery(entry, state) {
    entry.element.classList.toggle('failed', state === 'failed')
    const line = entry.delivery
    line.replaceChildren()
    if (state === 'sending') line.append('Sending…')
    if (state === 'sent') line.append('Sent')
    if (state === 'failed') {
      const retry = build('button', '', 'Try again')
      retry.type = 'button'
      retry.addEventListener('click', () => onRetry(entry.id))
      line.append('Not sent.', retry)
    }
  }

  function addMine(text, id) {
    const delivery = build('p', 'delivery')
    const element = build(
      'div',
      'message mine',
      build('div', 'bubble', build('span', 'hidden', 'You: '), build('span', '', text)),
      delivery,
    )
    // Only the last message tells how it is doing; all before it have arrived.
    if (lastMine !== null && !lastMine.element.classList.contains('failed')) lastMine.delivery.replaceChildren()
    lastMine = { id, element, delivery }
    log.append(element)
    follow()
    return lastMine
  }

  return {
    /** Shows what the person just sent, before the server has it. */
    addSending(text, id) {
      const entry = addMine(text, id)
      pending.set(id, entry)
      setDelivery(entry, 'sending')
      following = true
      follow()
    },

    /** @param {string} id @param {'sending' | 'sent' | 'failed'} state */
    setState(id, state) {
      const entry = pending.get(id)
      if (entry === undefined) return
      setDelivery(entry, state)
      follow()
    },

    /** Shows a message of the transcript; one that is already there as sent is only marked so. */
    add(message) {
      if (message.from === 'user') {
        const entry = pending.get(message.client_message_id)
        if (entry === undefined) addMine(message.text ?? '', message.id)
        else {
          setDelivery(entry, 'sent')
          pending.delete(message.client_message_id)
        }
        return
      }
      const bubble = build('div', 'bubble', ...buildMarkdown(readMarkdown(message.text ?? '')))
      bubble.firstElementChild?.prepend(build('span', 'hidden', 'Parley: '))
      log.append(build('div', 'message theirs', bubble))
      follow()
    },

    clear() {
      pending.clear()
      lastMine = null
      log.replaceChildren()
    },
  }
}
