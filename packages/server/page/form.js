// A form of a question: every field with its label, what is wrong beside it, sent as a whole.
import { buildFileField, locate } from './controls.js'
import { build, buildButton, newId } from './element.js'

const natives = {
  email: 'email',
  phone: 'tel',
  date: 'date',
  time: 'time',
  'date-time': 'datetime-local',
  number: 'number',
  rating: 'number',
  slider: 'range',
}
const completes = { email: 'email', phone: 'tel' }

/** One field: its row, how it is read, and the element that takes the focus. */
function buildField({ name, label, input, required, choices = [], placeholder }, value, error) {
  const id = newId(name)
  const describedBy = error ? `${id}-error` : undefined
  const common = {
    id,
    name,
    'aria-describedby': describedBy,
    'aria-invalid': error ? 'true' : undefined,
    'aria-required': String(required),
  }
  const caption = (htmlFor) =>
    build('label', { htmlFor }, label, required ? null : build('span', 'soft', ' (optional)'))
  const note = error ? build('p', { id: describedBy, className: 'error' }, error) : null
  if (input.type === 'choice') {
    const empty = build('option', { value: '' }, required ? 'Choose' : '–')
    const options = choices.map((choice) =>
      build('option', { value: choice.id, selected: choice.id === value }, choice.label),
    )
    const select = build('select', common, empty, ...options)
    return {
      row: build('div', 'field', caption(id), select, note),
      focus: select,
      read: () => ({ value: select.value }),
    }
  }
  if (input.type === 'choices') {
    const group = build('fieldset', { className: 'field', 'aria-describedby': describedBy }, build('legend', '', label))
    const boxes = choices.map((choice) => {
      const box = build('input', {
        type: 'checkbox',
        id: newId(name),
        value: choice.id,
        checked: value?.includes(choice.id),
      })
      group.append(build('label', { htmlFor: box.id, className: 'tick' }, box, choice.label))
      return box
    })
    if (note) group.append(note)
    return {
      row: group,
      focus: boxes[0],
      read: () => ({ value: boxes.filter((box) => box.checked).map((box) => box.value) }),
    }
  }
  if (input.type === 'file') {
    const field = buildFileField(label, input)
    const kept = value === undefined ? null : build('p', 'soft', `${value.name} is kept.`)
    return {
      row: build('div', 'field', ...field.row, kept, note),
      focus: field.input,
      read: () => (field.input.files.length === 0 ? {} : field.read()),
    }
  }
  const bounds = { min: input.min ?? '', max: input.max ?? '', step: stepOf(input) }
  const field = build('input', {
    ...common,
    ...(natives[input.type] ? bounds : {}),
    type: natives[input.type] ?? 'text',
    autocomplete: completes[input.type] ?? 'off',
    placeholder,
    value: shownValue(value),
  })
  const extra =
    input.type === 'slider' ? buildOutput(field, input.unit) : input.type === 'location' ? buildLocate(field) : null
  return {
    row: build('div', 'field', caption(id), build('div', 'row', field, extra), note),
    focus: field,
    read: () => ({ value: field.value.trim() }),
  }
}

function stepOf({ type, step, integer }) {
  if (type === 'number') return integer ? '1' : 'any'
  if (type === 'time') return step ? String(step * 60) : ''
  return step ?? ''
}

function shownValue(value) {
  if (typeof value !== 'object' || value === null) return value === undefined || value === null ? '' : String(value)
  return value.address ?? (value.latitude === undefined ? '' : `${value.latitude}, ${value.longitude}`)
}

function buildOutput(field, unit) {
  const output = build('output', { htmlFor: field.id })
  const show = () => {
    output.textContent = unit ? `${field.value} ${unit}` : field.value
  }
  field.addEventListener('input', show)
  show()
  return output
}

function buildLocate(field) {
  return buildButton(
    'Use my location',
    () =>
      locate().then(
        ({ latitude, longitude }) => {
          field.value = `${latitude}, ${longitude}`
        },
        () => field.focus(),
      ),
    'quiet',
  )
}

/** @param {{ onSay(said: object, shown: string): void, onProblem(text: string): void, onUpload(file: File, onProgress: (share: number) => void): Promise<object> }} answers */
export function buildForm({ fields, submit = 'Send', values = {}, errors = {} }, { onSay, onProblem, onUpload }) {
  const shown = fields.map((field) => buildField(field, values[field.name], errors[field.name]))
  const progress = build('progress', { max: 1, value: 0, hidden: true, 'aria-label': 'Upload' })
  const send = build('button', { type: 'submit', className: 'strong' }, submit)
  const form = build(
    'form',
    { className: 'fields', noValidate: true, 'aria-label': 'Form' },
    ...shown.map(({ row }) => row),
    progress,
    send,
  )

  async function read() {
    const given = {}
    for (const [index, { name }] of fields.entries()) {
      const { value, file, problem } = shown[index].read()
      if (problem) throw new Error(problem)
      if (file) {
        progress.hidden = false
        given[name] = (
          await onUpload(file, (share) => {
            progress.value = share
          })
        ).id
      } else if (value !== undefined) given[name] = value
    }
    return given
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    send.disabled = true
    try {
      const given = await read()
      const lines = fields.flatMap(({ name, label, choices = [], input }) => {
        if (!given[name]?.length) return []
        const words = [given[name]].flat().map((value) => choices.find(({ id }) => id === value)?.label ?? value)
        return [`${label}: ${input.type === 'file' ? 'a file' : words.join(', ')}`]
      })
      onSay({ form: given }, lines.join('\n'))
    } catch (error) {
      onProblem(error.message)
    } finally {
      send.disabled = false
      progress.hidden = true
    }
  })

  const wrong = fields.findIndex(({ name }) => name in errors)
  return { form, focusWrong: () => shown[wrong]?.focus?.focus() }
}
