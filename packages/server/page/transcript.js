// What has been said, on the screen.
import { buildContent } from './content.js'
import { build, ownWords, setLanguage } from './element.js'
import { buildMarkdown, readMarkdown } from './markdown.js'

/**
 * @param {HTMLElement} log the element with `role="log"`
 * @param {{ onRetry(id: string): void, onPick(choice: object, title: string): void, onValues(values: object): void }} answers `onRetry` is
 * called with the id of a message that failed, the others with what is answered inside a message
 */
export function createTranscript(log, { onRetry, ...answers }) {
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
  // A picture has its height only once it is there.
  log.addEventListener('load', follow, true)
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

  /** What has been answered cannot be picked any more. */
  function closeCards() {
    for (const button of log.querySelectorAll('button.pick')) button.disabled = true
  }

  function addMine(text, id) {
    const delivery = build('p', 'delivery')
    const words = ownWords(text)
    const element = build(
      'div',
      'message mine',
      build('div', 'bubble', build('span', 'hidden', 'You: '), words),
      delivery,
    )
    // Only the last message tells how it is doing; all before it have arrived.
    if (lastMine !== null && !lastMine.element.classList.contains('failed')) lastMine.delivery.replaceChildren()
    lastMine = { id, element, delivery, words }
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
        let entry = pending.get(message.client_message_id)
        if (entry === undefined) entry = addMine(message.text || 'Answered', message.id)
        else {
          setDelivery(entry, 'sent')
          pending.delete(message.client_message_id)
        }
        if (message.kind === 'file') entry.words.replaceWith(...buildContent(message))
        closeCards()
        return
      }
      const words = buildMarkdown(readMarkdown(message.text ?? ''))
      const bubble = build('div', 'bubble', ...words, ...buildContent(message, answers))
      setLanguage(bubble, message)
      const [first = bubble] = words
      first.prepend(build('span', 'hidden', 'Parley: '))
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
