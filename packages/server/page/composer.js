// Where the person answers: the field, fitted to what the question wants, and the buttons of a choice.
import { buildChoices, buildTicks } from './choices.js'
import { buildControl } from './controls.js'
import { setLanguage } from './element.js'
import { buildForm } from './form.js'

const plain = { type: 'text', inputMode: 'text', autocomplete: 'off', placeholder: 'Type your answer', hint: '' }

/** How the field looks for each kind of answer. It always takes free text: a person may ask back, or answer in words. */
const fields = {
  text: plain,
  choice: { ...plain, placeholder: 'Choose or type' },
  email: { ...plain, type: 'email', inputMode: 'email', autocomplete: 'email', placeholder: 'name@example.com' },
  phone: {
    ...plain,
    type: 'tel',
    inputMode: 'tel',
    autocomplete: 'tel',
    placeholder: '+1 202 555 0143',
    hint: 'With the country code, such as +44',
  },
  number: { ...plain, inputMode: 'decimal', placeholder: 'A number' },
  date: { ...plain, placeholder: '3 May 1990', hint: 'Or in words, such as 3 May 1990' },
  time: { ...plain, placeholder: '14:30', hint: 'Or in words, such as 2:30 pm' },
  'date-time': { ...plain, placeholder: '3 May 2026, 14:30', hint: 'Or in words, such as 3 May 2026, 2:30 pm' },
  choices: { ...plain, placeholder: 'Choose or type, such as 1, 3' },
  rating: { ...plain, inputMode: 'numeric', placeholder: 'Choose or type a number' },
  slider: { ...plain, inputMode: 'decimal', placeholder: 'Choose or type a number' },
  file: { ...plain, placeholder: 'Choose a file above' },
  location: { ...plain, autocomplete: 'street-address', placeholder: 'Share it, or type an address' },
  form: { ...plain, placeholder: 'Or answer one by one' },
  'web-view': { ...plain, placeholder: 'Answer on the page' },
}

function hintOf(input) {
  if (input?.type !== 'number') return fields[input?.type]?.hint ?? ''
  const { min, max } = input
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}`
  if (min !== undefined) return `${min} or more`
  return max === undefined ? '' : `${max} or less`
}

/**
 * @param {{ form: HTMLFormElement, input: HTMLInputElement, controls: HTMLElement, hint: HTMLElement }} parts
 * @param {{ onSay(said: object, shown: string): void, onProblem(text: string): void, onUpload(file: File, onProgress: (share: number) => void): Promise<object> }} answers
 */
export function createComposer({ form, input, controls, hint }, answers) {
  // On a touch screen focus would raise the keyboard over the question.
  const focusSoftly = () => {
    if (matchMedia('(pointer: fine)').matches) input.focus()
  }

  /** Whatever answers takes the controls away; what had the focus in them must not lose it. */
  function say(said, shown) {
    const hadFocus = controls.contains(document.activeElement)
    show(null)
    if (hadFocus) input.focus()
    answers.onSay(said, shown)
  }

  function show(control) {
    const hadFocus = controls.contains(document.activeElement)
    controls.replaceChildren(...(control === null ? [] : [control]))
    controls.hidden = control === null
    controls.scrollTop = 0
    if (hadFocus && controls.hidden) input.focus()
  }

  function pick(choice) {
    if (choice.url) open(choice.url, '_blank', 'noopener')
    say({ choice: choice.id }, choice.label)
  }

  function controlOf(message) {
    const mine = { ...answers, onSay: say }
    if (message.kind === 'form') {
      const { form: fields, focusWrong } = buildForm(message, mine)
      // After the message has been read out.
      if (message.errors) queueMicrotask(focusWrong)
      return fields
    }
    if (message.kind === 'choices' && message.input !== undefined)
      return message.multiple
        ? buildTicks(message, (picked) =>
            say({ choices: picked.map(({ id }) => id) }, picked.map(({ label }) => label).join(', ') || 'None'),
          )
        : buildChoices(message, pick)
    return buildControl(message.input, mine)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') {
      input.focus()
      return
    }
    input.value = ''
    say({ text }, text)
  })

  return {
    /** Fits field and controls to a message of the bot. */
    fit(message) {
      const field = fields[message.input?.type] ?? plain
      if (input.type !== field.type) input.type = field.type
      input.inputMode = message.input?.type === 'number' && message.input.integer ? 'numeric' : field.inputMode
      input.autocomplete = field.autocomplete
      input.placeholder = field.placeholder
      hint.textContent = hintOf(message.input)
      // The hint and what is shown in an empty field are the page's own words, in English.
      input.dir = 'auto'
      setLanguage(controls, message)
      show(controlOf(message))
    },
    reset() {
      this.fit({})
      input.value = ''
    },
    pick,
    say,
    focusSoftly,
  }
}
