/** What a person does in a field of the simulator, as the conversation hears it. */
import type { FormField, InputHint, Said, Upload, Value } from '@parley/flow'

/** Native input types for hints. */
export function nativeType(input: InputHint): string {
  switch (input.type) {
    case 'email':
      return 'email'
    case 'phone':
      return 'tel'
    case 'date':
      return 'date'
    case 'time':
      return 'time'
    case 'date-time':
      return 'datetime-local'
    case 'number':
    case 'rating':
      return 'number'
    case 'slider':
      return 'range'
    default:
      return 'text'
  }
}

/** Bounds of a native field. */
export function boundsOf(input: InputHint): {
  readonly min?: string | number
  readonly max?: string | number
  readonly step?: string | number
} {
  switch (input.type) {
    case 'rating':
      return { min: 1, max: input.max, step: 1 }
    case 'slider':
      return { min: input.min, max: input.max, step: input.step }
    case 'number':
      return { ...limits(input), step: input.integer === true ? 1 : 'any' }
    case 'date':
    case 'date-time':
      return limits(input)
    case 'time':
      return input.step === undefined ? limits(input) : { ...limits(input), step: input.step * 60 }
    default:
      return {}
  }
}

function limits<Bound extends string | number>({ min, max }: { readonly min?: Bound; readonly max?: Bound }) {
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

let files = 0

/** A file that somebody chose; it never leaves the browser. */
export function uploadOf(file: Pick<File, 'name' | 'type' | 'size'>): Upload {
  files += 1
  return {
    id: `file_simulated_${files}`,
    name: file.name,
    type: file.type === '' ? 'application/octet-stream' : file.type,
    size: Math.max(1, file.size),
  }
}

export const sayFile = (upload: Upload): Said => ({ kind: 'file', file: upload.id, uploads: [upload] })

/** What is in the fields of a form: texts, lists of ids, files. */
export type Filled = { readonly [name: string]: string | readonly string[] | Upload }

/** A filled form as it is sent; empty fields are left out. */
export function sayForm(fields: readonly FormField[], filled: Filled): Said {
  const form: { [name: string]: Value } = {}
  const uploads: Upload[] = []
  for (const { name, input } of fields) {
    const given = filled[name]
    if (given === undefined || given === '') continue
    if (typeof given === 'object' && 'id' in given) {
      form[name] = given.id
      uploads.push(given)
    } else if (typeof given === 'string') form[name] = input.type === 'location' ? placeOf(given) : given
    else if (given.length > 0) form[name] = given
  }
  return uploads.length === 0 ? { kind: 'form', form } : { kind: 'form', form, uploads }
}

/** `51.5, -0.1` is a place by its coordinates, everything else an address. */
export function placeOf(text: string): Value {
  const [, latitude, longitude] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? []
  if (latitude === undefined || longitude === undefined) return { address: text.trim() }
  return { latitude: Number(latitude), longitude: Number(longitude) }
}
