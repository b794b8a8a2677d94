// Where the person answers: the field, fitted to what the question wants, and the buttons of a choice.

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
  date: { ...plain, placeholder: '3 May 1990', hint: 'A date, such as 3 May 1990 or 1990-05-03' },
}

const arrows = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

function hintOf(input) {
  if (input?.type !== 'number') return fields[input?.type]?.hint ?? ''
  const { min, max } = input
  if (min !== undefined && max !== undefined) return `From ${min} to ${max}`
  if (min !== undefined) return `${min} or more`
  return max === undefined ? '' : `${max} or less`
}

/**
 * @param {{ form: HTMLFormElement, input: HTMLInputElement, choices: HTMLElement, hint: HTMLElement }} parts
 * @param {(said: { text: string } | { choice: string }, shown: string) => void} onSay
 */
export function createComposer({ form, input, choices, hint }, onSay) {
  // On a touch screen focus would raise the keyboard over the question.
  const focusSoftly = () => {
    if (matchMedia('(pointer: fine)').matches) input.focus()
  }

  function showChoices(list) {
    const hadFocus = choices.contains(document.activeElement)
    choices.replaceChildren(
      ...list.map(({ id, label }) => {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = label
        button.addEventListener('click', (event) => {
          showChoices([])
          // Pressed with a key: the button is gone, the focus must not be.
          if (event.detail === 0) input.focus()
          else focusSoftly()
          onSay({ choice: id }, label)
        })
        return button
      }),
    )
    choices.hidden = list.length === 0
    if (hadFocus && choices.hidden) input.focus()
  }

  choices.addEventListener('keydown', (event) => {
    const step = arrows[event.key]
    if (step === undefined) return
    const buttons = [...choices.children]
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]
    next?.focus()
    event.preventDefault()
  })

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') {
      input.focus()
      return
    }
    input.value = ''
    showChoices([])
    onSay({ text }, text)
  })

  return {
    /** Fits the field to a message of the bot. */
    fit(message) {
      const field = fields[message.input?.type] ?? plain
      if (input.type !== field.type) input.type = field.type
      input.inputMode = message.input?.type === 'number' && message.input.integer ? 'numeric' : field.inputMode
      input.autocomplete = field.autocomplete
      input.placeholder = field.placeholder
      hint.textContent = hintOf(message.input)
      showChoices(message.choices ?? [])
    },
    reset() {
      this.fit({})
      input.value = ''
    },
    focusSoftly,
  }
}
