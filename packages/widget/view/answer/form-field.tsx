import type { FormField as Field, InputHint, Value } from '@parley/flow'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { useSurroundings } from '../surroundings.ts'
import { fill } from '../words/words.ts'
import { locate } from './locate.ts'
import { momentBounds, momentTypes } from './moment-picker.tsx'

interface Properties {
  readonly field: Field
  /** What is right already. */
  readonly value: Value | undefined
  readonly error: string | undefined
}

/** One field of a form with its label, and what is wrong beside it. Its values are read from the form, by `name`. */
export function FormField({ field, value, error }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [id] = useState(() => newId(field.name))
  const note = `${id}-error`
  const about = {
    id,
    name: field.name,
    'aria-required': field.required,
    ...(error !== undefined && { 'aria-invalid': true, 'aria-describedby': note }),
  }
  const caption = (
    <>
      {field.label}
      {field.required ? null : <span class="soft"> ({words.optional})</span>}
    </>
  )
  const wrong =
    error === undefined ? null : (
      <p class="error" id={note}>
        {error}
      </p>
    )
  if (field.input.type === 'choices')
    return (
      <fieldset class="field" {...(error !== undefined && { 'aria-describedby': note })}>
        <legend>{caption}</legend>
        {field.choices?.map((choice) => (
          <label class="tick" key={choice.id}>
            <input
              type="checkbox"
              name={field.name}
              value={choice.id}
              defaultChecked={Array.isArray(value) && value.includes(choice.id)}
            />
            {choice.label}
          </label>
        ))}
        {wrong}
      </fieldset>
    )
  return (
    <div class="field">
      <label for={id}>{caption}</label>
      <Control field={field} value={value} about={about} />
      {field.input.type === 'file' && value !== undefined ? (
        <p class="soft">{fill(words.file_kept, { name: nameOf(value) })}</p>
      ) : null}
      {wrong}
    </div>
  )
}

interface ControlProperties {
  readonly field: Field
  readonly value: Value | undefined
  readonly about: Shown
}

function Control({ field, value, about }: ControlProperties): JSX.Element {
  const { words } = useSurroundings()
  const { input, required, choices = [], placeholder } = field
  if (input.type === 'choice')
    return (
      <select {...about}>
        <option value="">{required ? words.option : '–'}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id} selected={choice.id === value}>
            {choice.label}
          </option>
        ))}
      </select>
    )
  if (input.type === 'file') return <input {...about} type="file" accept={(input.accept ?? []).join(',')} />
  const shown = {
    ...about,
    ...nativeOf(input),
    defaultValue: writeValue(value),
    ...(placeholder !== undefined && { placeholder }),
  }
  if (input.type === 'slider') return <SliderField unit={input.unit} shown={shown} />
  if (input.type === 'location') return <PlaceField shown={shown} />
  return <input {...shown} dir="auto" />
}

/** Attributes of an element of the form. */
type Shown = { readonly [name: string]: string | number | boolean }

function SliderField({ unit, shown }: { readonly unit: string | undefined; readonly shown: Shown }): JSX.Element {
  const field = useRef<HTMLInputElement>(null)
  const [now, setNow] = useState('')
  // Where the browser has put the thumb when nobody said.
  useLayoutEffect(() => setNow(field.current?.value ?? ''), [])
  return (
    <div class="row">
      <input {...shown} ref={field} onInput={(event) => setNow(event.currentTarget.value)} />
      <output>{unit ? `${now} ${unit}` : now}</output>
    </div>
  )
}

function PlaceField({ shown }: { readonly shown: Shown }): JSX.Element {
  const { words, complain } = useSurroundings()
  const field = useRef<HTMLInputElement>(null)
  async function use(): Promise<void> {
    const place = await locate().catch(() => null)
    if (place === null) complain(words.no_location)
    else if (field.current !== null) field.current.value = `${place.latitude}, ${place.longitude}`
    field.current?.focus()
  }
  return (
    <div class="row">
      <input {...shown} ref={field} dir="auto" />
      <button type="button" class="quiet" onClick={() => void use()}>
        {words.use_location}
      </button>
    </div>
  )
}

/** The browser's own field for an input, with its bounds. */
function nativeOf(input: InputHint): Shown {
  switch (input.type) {
    case 'email':
      return { type: 'email', autocomplete: 'email' }
    case 'phone':
      return { type: 'tel', autocomplete: 'tel' }
    case 'date':
    case 'time':
    case 'date-time':
      return { type: momentTypes[input.type], ...momentBounds(input) }
    case 'number': {
      const { min, max, integer } = input
      return {
        type: 'number',
        step: integer ? 1 : 'any',
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
      }
    }
    case 'rating':
      return { type: 'number', min: 1, max: input.max, step: 1 }
    case 'slider':
      return { type: 'range', min: input.min, max: input.max, step: input.step }
    default:
      return { type: 'text', autocomplete: 'off' }
  }
}

function writeValue(value: Value | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object') return String(value)
  if (!('address' in value || 'latitude' in value)) return ''
  return value.address ? String(value.address) : `${value.latitude}, ${value.longitude}`
}

function nameOf(value: Value): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : ''
}
