import { element, fill } from './element.js'

/** How many things a list shows; a search finds the others. */
export const SHOWN = 100

/**
 * A list beside what is chosen in it.
 *
 * @param load gives `{ items, total }` for a search
 * @param key of an item, as it stands in the address
 * @param line what the list shows of an item
 * @param open gives what is shown of the chosen one, by its key; `undefined` when it is gone
 */
export function createBrowser({ name, placeholder, label, load, key, line, open, filter, empty }) {
  const list = element('ul', { className: 'list' })
  const note = element('p', { className: 'quiet note' })
  const detail = element('article', { className: 'detail', tabindex: 0, 'aria-label': 'Details' })
  const search = element('input', { type: 'search', placeholder, 'aria-label': label, autocomplete: 'off' })
  const filters = element('div', { className: 'filters', children: [search] })
  let chosen
  let refresh = () => undefined
  search.addEventListener('input', () => refresh())
  const picked =
    filter === undefined ? undefined : element('input', { type: 'checkbox', on: { change: () => refresh() } })
  if (picked !== undefined) {
    filters.append(element('label', { className: 'check', children: [picked, filter.label] }))
  }
  const root = element('div', {
    className: 'browser',
    children: [element('div', { className: 'index', children: [filters, list, note] }), detail],
  })

  function anchor(item) {
    const id = String(key(item))
    const link = element('a', { href: `#${name}/${encodeURIComponent(id)}`, children: line(item) })
    if (id === chosen) link.setAttribute('aria-current', 'true')
    return element('li', { children: [link] })
  }

  function mark() {
    for (const item of list.children) {
      const current = item.dataset.key === chosen
      const link = item.querySelector('a')
      if (current) link?.setAttribute('aria-current', 'true')
      else link?.removeAttribute('aria-current')
    }
  }

  async function showDetail() {
    root.classList.toggle('chosen', chosen !== undefined)
    if (chosen === undefined) {
      detail.replaceChildren(element('p', { className: 'quiet empty', text: empty }))
      delete detail.dataset.content
      return
    }
    const asked = chosen
    const shown = await open(asked)
    if (asked !== chosen) return
    const content = JSON.stringify(shown?.data ?? null)
    if (detail.dataset.content === content && detail.dataset.key === asked) return
    const wasOther = detail.dataset.key !== asked
    detail.dataset.content = content
    detail.dataset.key = asked
    const back = element('a', { className: 'back', href: `#${name}`, text: '← all' })
    const gone = element('p', { className: 'quiet', text: 'It is not there any more.' })
    detail.replaceChildren(back, ...(shown === undefined ? [gone] : shown.render()))
    if (wasOther) detail.scrollTop = 0
  }

  return {
    root,
    async show(id) {
      chosen = id
      mark()
      const wanted = search.value.trim()
      const [{ items, total }] = await Promise.all([load(wanted, picked?.checked ?? false), showDetail()])
      fill(list, items, key, anchor)
      mark()
      note.textContent = describeCount(items.length, total, wanted)
    },
    /** Tells whom to ask when something has to be loaded anew. */
    onChange(listener) {
      refresh = listener
    },
  }
}

function describeCount(shown, total, wanted) {
  if (shown === 0) return wanted === '' ? 'Nothing yet.' : 'Nothing is found.'
  if (total === undefined || shown >= total) return ''
  return wanted === '' ? `The newest ${shown} of ${total}.` : `The newest ${shown} that are found.`
}
