// What a message shows besides its words. Nothing here answers; cards are the exception, since they carry their own buttons.
import { build, buildButton, buildLink, webAddress } from './element.js'

const units = ['bytes', 'KB', 'MB']

function sizeOf(bytes) {
  const power = bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0
  return `${(bytes / 1000 ** power).toLocaleString('en', { maximumFractionDigits: 1 })} ${units[power]}`
}

function picture(address, alt, className) {
  const url = webAddress(address)
  if (url === null) return null
  return build('img', {
    src: url.href,
    alt,
    className,
    loading: 'lazy',
    decoding: 'async',
    referrerPolicy: 'no-referrer',
  })
}

function buildVideo({ url, title, poster }) {
  const film = webAddress(url)
  if (film === null) return build('span', '', title)
  const still = poster && webAddress(poster)?.href
  const video = build('video', { src: film.href, controls: true, preload: 'none', poster: still, 'aria-label': title })
  return build('figure', 'media', video, build('figcaption', '', title))
}

function buildFile(file) {
  if (file.type?.startsWith('image/') && 'id' in file) {
    const shown = picture(file.url, file.name, 'media')
    if (shown !== null) return shown
  }
  const size = file.size === undefined ? '' : ` (${sizeOf(file.size)})`
  return buildLink(`${file.name}${size}`, file.url, 'attachment')
}

function buildPlace({ latitude, longitude, name, address }) {
  const lines = [name, address].filter(Boolean).map((line) => build('p', '', line))
  if (latitude === undefined) return build('div', 'place', ...lines)
  const map = new URL('https://www.openstreetmap.org/')
  map.searchParams.set('mlat', latitude)
  map.searchParams.set('mlon', longitude)
  map.hash = `map=16/${latitude}/${longitude}`
  const words = `${latitude}, ${longitude}`
  return build('div', 'place', ...lines, build('p', 'soft', words), buildLink('Open in a map', map.href))
}

/** @param {(values: object) => void} onValues called with what the page posts back */
function buildWebView({ url, label, inline, height }, onValues) {
  const page = webAddress(url)
  if (page === null) return build('span', '', label)
  // Only from the page itself, in the window that shows it, and from where it was opened.
  const listen = (source) => {
    addEventListener('message', (event) => {
      const { data, origin } = event
      if (origin !== page.origin || event.source !== source()) return
      if (typeof data?.parley === 'object' && data.parley !== null) onValues?.(data.parley)
    })
  }
  if (inline) {
    const frame = build('iframe', { title: label, referrerPolicy: 'no-referrer', allow: '', height: height ?? 320 })
    // Scripts and forms of its own, never this page's.
    frame.sandbox.add('allow-scripts', 'allow-forms', 'allow-popups', 'allow-same-origin')
    frame.src = page.href
    listen(() => frame.contentWindow)
    return frame
  }
  let opened = null
  listen(() => opened)
  return buildButton(label, () => {
    // Without `noopener`, so that it can post back.
    opened = open(page.href, '_blank', 'popup,width=480,height=720')
  })
}

/** @param {(choice: object) => void} onPick */
function buildCards(cards, onPick) {
  const list = build('ul', { className: 'cards', role: 'list', tabIndex: 0, 'aria-label': 'Cards' })
  for (const { title, text, image, choices } of cards) {
    const buttons = choices.map((choice) =>
      'id' in choice && onPick
        ? buildButton(choice.label, () => onPick(choice, title), 'pick')
        : buildLink(choice.label, choice.url ?? '', 'button'),
    )
    const top = image ? picture(image, '', '') : null
    const words = build('div', 'words', build('strong', '', title), text ? build('p', 'soft', text) : null, ...buttons)
    list.append(build('li', 'card', top, words))
  }
  return list
}

/**
 * The elements that a message shows besides its text.
 * @param {object} message
 * @param {{ onPick(choice: object, title: string): void, onValues(values: object): void }} answers of a question
 * @returns {HTMLElement[]}
 */
export function buildContent(message, { onPick, onValues } = {}) {
  switch (message.kind) {
    case 'image': {
      const shown = picture(message.image.url, message.image.alt, 'media')
      return shown === null ? [] : [shown]
    }
    case 'video':
      return [buildVideo(message.video)]
    case 'file':
      return [buildFile(message.file)]
    case 'link':
      return [buildLink(message.link.label, message.link.url, 'button')]
    case 'location':
      return [buildPlace(message.location)]
    case 'web-view':
      return [buildWebView(message.web_view, message.input && onValues)]
    case 'carousel':
      return [buildCards(message.cards, message.input && onPick)]
    case 'choices':
      // Of a question they are below, where it is answered.
      return message.input ? [] : message.choices.map(({ label, url }) => buildLink(label, url ?? '', 'button'))
    default:
      return []
  }
}
