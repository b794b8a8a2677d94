// What a question is best answered with: a calendar, stars, a slider, a file, a place. Each is a group with a name and works from
// the keyboard; the text field beside it takes the same answer in words.
import { build, buildButton, newId } from './element.js'

const icons = { star: '★', heart: '♥', thumb: '👍', smiley: '🙂' }
const natives = { date: 'date', time: 'time', 'date-time': 'datetime-local' }
const titles = { date: 'Pick a day', time: 'Pick a time', 'date-time': 'Pick a day and a time' }

function labelled(text, input) {
  input.id = newId('control')
  return [build('label', { htmlFor: input.id }, text), input]
}

/** @param {(said: object, shown: string) => void} onSay */
function buildMoment({ type, min, max, step }, onSay) {
  const span = type === 'time' && min > max ? {} : { min: min ?? '', max: max ?? '' }
  const input = build('input', { type: natives[type], ...span, step: step ? step * 60 : '', required: true })
  const send = buildButton(
    'Send',
    () => {
      if (input.reportValidity()) onSay({ text: input.value }, input.value.replace('T', ' '))
    },
    'strong',
  )
  return build('div', 'row', ...labelled(titles[type], input), send)
}

function buildRating({ max, icon }, onSay) {
  const list = build('div', { className: 'rating', role: 'group', 'aria-label': `Rating from 1 to ${max}` })
  for (let mark = 1; mark <= max; mark += 1) {
    const shown = icon === 'number' ? String(mark) : icons[icon]
    const button = buildButton('', () => onSay({ text: String(mark) }, `${mark} of ${max}`))
    button.append(build('span', { 'aria-hidden': 'true' }, shown), build('span', 'hidden', `${mark} of ${max}`))
    list.append(button)
  }
  return list
}

function buildSlider({ min, max, step, unit }, onSay) {
  const input = build('input', { type: 'range', min: String(min), max: String(max), step: String(step) })
  const words = () => (unit ? `${input.value} ${unit}` : input.value)
  const output = build('output', '', words())
  input.setAttribute('aria-valuetext', words())
  input.addEventListener('input', () => {
    output.textContent = words()
    input.setAttribute('aria-valuetext', words())
  })
  const send = buildButton('Send', () => onSay({ text: input.value }, words()), 'strong')
  return build('div', 'row slider', ...labelled('Your answer on the scale', input), output, send)
}

/** A field for a file. @returns the row, and what reads the chosen file or says what is wrong with it */
export function buildFileField(label, { accept, max_bytes: most }) {
  const input = build('input', { type: 'file', accept: (accept ?? []).join(',') })
  const read = () => {
    const file = input.files[0]
    if (file === undefined) return { problem: 'Choose a file first.' }
    if (file.size > most)
      return { problem: `That file is too large. The largest is ${Math.floor(most / 1e5) / 10} MB.` }
    return { file }
  }
  return { row: labelled(label, input), input, read }
}

/** @param {{ onSay(said: object, shown: string): void, onProblem(text: string): void, onUpload(file: File, onProgress: (share: number) => void): Promise<object> }} answers */
function buildFile(input, { onSay, onProblem, onUpload }) {
  const field = buildFileField('A file', input)
  const progress = build('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Upload' })
  const send = buildButton(
    'Send',
    async () => {
      const { file, problem } = field.read()
      if (problem) return onProblem(problem)
      send.disabled = true
      progress.hidden = false
      try {
        const kept = await onUpload(file, (share) => {
          progress.value = share
        })
        onSay({ file: kept.id }, kept.name)
      } catch (error) {
        onProblem(error.status === undefined ? 'The file could not be sent. Check your connection.' : error.message)
      } finally {
        send.disabled = false
        progress.hidden = true
      }
    },
    'strong',
  )
  const cancel = input.cancel
    ? buildButton(input.cancel, () => onSay({ choice: 'cancel' }, input.cancel), 'quiet')
    : null
  return build('div', '', build('div', 'row', ...field.row, send, cancel), progress)
}

/** Where the device says it is. @returns {Promise<{ latitude: number, longitude: number }>} */
export function locate() {
  const { promise, resolve, reject } = Promise.withResolvers()
  if (!('geolocation' in navigator)) reject(new Error('This device does not say where it is.'))
  else
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      () => reject(new Error('Your location is not known, or you did not share it. Type it instead.')),
      { timeout: 20_000 },
    )
  return promise
}

function buildLocation(_input, { onSay, onProblem }) {
  const share = buildButton(
    'Share my location',
    async () => {
      share.disabled = true
      try {
        const place = await locate()
        onSay({ form: place }, `${place.latitude}, ${place.longitude}`)
      } catch (error) {
        onProblem(error.message)
      } finally {
        share.disabled = false
      }
    },
    'strong',
  )
  return build('div', 'row', share)
}

/** @param {object} input the hint of a question @returns {HTMLElement | null} */
export function buildControl(input, answers) {
  switch (input?.type) {
    case 'date':
    case 'time':
    case 'date-time':
      return buildMoment(input, answers.onSay)
    case 'rating':
      return buildRating(input, answers.onSay)
    case 'slider':
      return buildSlider(input, answers.onSay)
    case 'file':
      return buildFile(input, answers)
    case 'location':
      return buildLocation(input, answers)
    default:
      return null
  }
}
