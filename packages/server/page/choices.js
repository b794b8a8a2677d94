// The choices of a question: buttons for one, boxes to tick for several.
import { build, buildButton, newId, webAddress } from './element.js'

const arrows = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The arrow keys go from one button to the next. @param {HTMLElement} list */
function walkWithArrows(list) {
  list.addEventListener('keydown', (event) => {
    const step = arrows[event.key]
    if (step === undefined || event.target.tagName !== 'BUTTON') return
    const buttons = [...list.querySelectorAll('button')].filter((button) => button.offsetParent !== null)
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]
    next?.focus()
    event.preventDefault()
  })
}

function inside({ label, description, image, url }) {
  const address = image && webAddress(image)
  const shown = address
    ? build('img', { src: address.href, alt: '', loading: 'lazy', referrerPolicy: 'no-referrer' })
    : null
  const opens = url ? build('span', 'hidden', ' (opens a page)') : null
  const words = build('span', 'label', label, opens, description ? build('span', 'soft', description) : null)
  return [shown, words]
}

/** A field that leaves only what holds its words. @param {HTMLElement} list @param {readonly { label: string }[]} choices */
function buildSearch(list, choices) {
  const id = newId('search')
  const input = build('input', { id, type: 'search', autocomplete: 'off', placeholder: 'Search' })
  const found = build('p', { className: 'hidden', role: 'status' })
  input.addEventListener('input', () => {
    const words = input.value.trim().toLowerCase()
    let left = 0
    for (const [index, entry] of [...list.children].entries()) {
      const { label, description = '' } = choices[index]
      entry.hidden = !`${label} ${description}`.toLowerCase().includes(words)
      if (!entry.hidden) left += 1
    }
    found.textContent = `${left} of ${choices.length}`
  })
  return build(
    'div',
    'search',
    build('label', { className: 'hidden', htmlFor: id }, 'Search the choices'),
    input,
    found,
  )
}

/**
 * @param {object} message
 * @param {(choice: object) => void} onPick
 */
export function buildChoices({ choices, style = 'buttons', search }, onPick) {
  const list = build('div', { className: `choices ${style}`, role: 'group', 'aria-label': 'Answers to choose from' })
  list.append(
    ...choices.map((choice) => {
      const button = buildButton('', () => onPick(choice))
      button.append(...inside(choice).filter(Boolean))
      return button
    }),
  )
  walkWithArrows(list)
  return search ? build('div', '', buildSearch(list, choices), list) : list
}

/**
 * Boxes to tick, with a button that sends them.
 * @param {object} message @param {(picked: readonly object[]) => void} onSend
 */
export function buildTicks({ choices, multiple, search }, onSend) {
  const { min, max } = multiple
  const need = min === max ? `${min}` : `${min} to ${max}`
  const hint = build('p', { className: 'soft', role: 'status' }, `Pick ${need}.`)
  const list = build('div', { className: 'ticks', role: 'group', 'aria-label': 'Answers to choose from, several' })
  const boxes = choices.map((choice) => {
    const id = newId('tick')
    const box = build('input', { type: 'checkbox', id, value: choice.id })
    list.append(build('label', { htmlFor: id }, box, ...inside(choice).filter(Boolean)))
    return box
  })
  const picked = () => choices.filter((_, index) => boxes[index].checked)
  const send = buildButton(
    'Done',
    () => {
      const { length } = picked()
      if (length >= min && length <= max) onSend(picked())
      else hint.textContent = `You have picked ${length}. Pick ${need}.`
    },
    'strong',
  )
  list.addEventListener('change', () => {
    hint.textContent = `${picked().length} picked of ${need}.`
  })
  return build('div', '', search ? buildSearch(list, choices) : null, list, build('div', 'row', send, hint))
}
