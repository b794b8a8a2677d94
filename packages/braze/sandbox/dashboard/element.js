/**
 * What the views are made of. Whatever a profile or a request holds is written as text, never as markup.
 */

/** An element with text, children and listeners; every other option is an attribute. */
export function element(name, { text, className, children = [], on = {}, ...attributes } = {}) {
  const made = document.createElement(name)
  if (text !== undefined) made.textContent = text
  if (className !== undefined) made.className = className
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : String(value))
  }
  for (const [event, listener] of Object.entries(on)) made.addEventListener(event, listener)
  made.append(...children.filter((child) => child !== undefined))
  return made
}

/** A moment, short enough for a list and whole when pointed at. */
export function moment(iso) {
  if (iso === undefined || iso === null) return element('span', { className: 'quiet', text: 'never' })
  return element('time', { datetime: iso, title: iso, text: iso.slice(0, 19).replace('T', ' ') })
}

/** A word that stands out: `good`, `bad`, `busy` or nothing in particular. */
export function pill(text, kind = '') {
  return element('span', { className: `pill ${kind}`, text })
}

/** Seconds in the largest unit that they fill. */
export function span(seconds) {
  for (const [unit, length] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ]) {
    if (seconds >= length && seconds % length === 0) return plural(seconds / length, unit)
  }
  return plural(seconds, 'second')
}

function plural(count, unit) {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}

/** Names and values, those without a value left out. */
export function facts(members) {
  const list = element('dl')
  for (const [name, value] of members) {
    if (value === undefined || isEmpty(value)) continue
    const shown = value instanceof Node ? value : describe(value)
    list.append(element('dt', { text: name }), element('dd', { children: [shown] }))
  }
  return list
}

function isEmpty(value) {
  return typeof value === 'object' && value !== null && !(value instanceof Node) && Object.keys(value).length === 0
}

export function section(heading, ...children) {
  return element('section', { children: [element('h3', { text: heading }), ...children] })
}

/** A table; a cell is a text or a node. */
export function table(label, columns, rows) {
  const head = columns.map((text) => element('th', { scope: 'col', text }))
  const body = rows.map((cells) =>
    element('tr', {
      children: cells.map((cell) =>
        cell instanceof Node ? element('td', { children: [cell] }) : element('td', { text: String(cell ?? '') }),
      ),
    }),
  )
  const made = element('table', {
    'aria-label': label,
    children: [
      element('thead', { children: [element('tr', { children: head })] }),
      element('tbody', { children: body }),
    ],
  })
  return element('div', { className: 'scroll', children: [made] })
}

function pretty(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** Longer JSON is shown in part: nobody reads on, and the page would freeze. */
const JSON_CHARACTERS = 100_000

/** What fits into a line needs no box. */
const LINE_CHARACTERS = 60

/** A value as briefly as it can be told. */
function describe(of) {
  if (typeof of !== 'object' || of === null) return element('span', { text: String(of) })
  const line = JSON.stringify(of)
  return line.length <= LINE_CHARACTERS ? element('code', { text: line }) : json(of)
}

/** JSON with its names set apart; text as it is. */
export function json(value) {
  const whole = pretty(value)
  const text = whole.slice(0, JSON_CHARACTERS)
  const made = element('pre', { tabindex: '0' })
  if (typeof value === 'string') made.append(text)
  else for (const part of text.split(/("(?:[^"\\]|\\.)*"(?=:))/)) made.append(colour(part))
  if (whole.length > text.length) {
    made.append(element('em', { text: `\n… and ${whole.length - text.length} characters more` }))
  }
  return made
}

function colour(part) {
  return /^"(?:[^"\\]|\\.)*"$/.test(part) ? element('span', { className: 'name', text: part }) : part
}

/** Fills the list anew where something has changed; what is the same stays, and with it the focus. */
export function fill(list, items, key, make) {
  const old = new Map([...list.children].map((child) => [child.dataset.key, child]))
  const made = items.map((item) => {
    const content = JSON.stringify(item)
    const known = old.get(String(key(item)))
    if (known?.dataset.content === content) return known
    const fresh = make(item)
    fresh.dataset.key = key(item)
    fresh.dataset.content = content
    return fresh
  })
  const same = made.length === list.children.length && made.every((one, index) => one === list.children[index])
  if (same) return
  const focused = document.activeElement?.closest('[data-key]')?.dataset.key
  list.replaceChildren(...made)
  if (focused !== undefined && !list.contains(document.activeElement)) {
    list.querySelector(`[data-key="${CSS.escape(focused)}"] a`)?.focus({ preventScroll: true })
  }
}
