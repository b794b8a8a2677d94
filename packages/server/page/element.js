// Elements of the page. Texts only ever become text nodes, addresses only what is checked here.

/**
 * @param {string} tag @param {string | Record<string, unknown>} props a class name, or properties and (with a dash) attributes
 * @param {...(Node | string | null)} children
 */
export function build(tag, props = '', ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(typeof props === 'string' ? { className: props } : props)) {
    if (value === undefined || value === null) continue
    if (name.includes('-')) element.setAttribute(name, value)
    else element[name] = value
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/** @param {string} text @param {() => void} onPress */
export function buildButton(text, onPress, className = '') {
  const button = build('button', { type: 'button', className }, text)
  button.addEventListener('click', onPress)
  return button
}

/** What may be loaded into the page: the server has checked it, the page does not rely on that. */
export function webAddress(text) {
  const own = location.origin
  if (!URL.canParse(text, own)) return null
  const url = new URL(text, own)
  const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || url.origin === own || local ? url : null
}

/** A link out of the conversation; words alone where its address is none. */
export function buildLink(label, address, className = '') {
  const callable = /^(?:tel:\+?[\d().-]+|mailto:[^\s<>"]+)$/i.test(address)
  const url = callable ? address : webAddress(address)?.href
  if (url === undefined) return build('span', className, label)
  const link = build('a', { href: url, className }, label)
  if (callable) return link
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  return link
}

/**
 * Says what a message is written in, so that it is read out and laid out right; without it, its letters decide.
 * @param {HTMLElement} element @param {{ language?: string, direction?: 'rtl' }} message
 */
export function setLanguage(element, { language, direction }) {
  if (language === undefined) element.removeAttribute('lang')
  else element.lang = language
  element.dir = direction ?? (language === undefined ? 'auto' : 'ltr')
}

/** People write in whichever script they like. */
export function ownWords(text) {
  return build('span', { dir: 'auto' }, text)
}

let count = 0
/** For labels and what they belong to. */
export const newId = (name) => `${name}-${++count}`
