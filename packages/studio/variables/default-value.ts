import type { Json } from '../source/json.ts'

/** What is written as a variable's first value; `undefined`: nothing is known. */
export type ReadDefault = { readonly value: Json | undefined } | { readonly wrong: 'number' | 'json' }

/** Types whose values are more than one word. */
const written = ['file', 'location', 'form', 'json']

export function defaultFrom(type: string, text: string): ReadDefault {
  const words = text.trim()
  if (words === '') return { value: undefined }
  if (type === 'number') return Number.isFinite(Number(words)) ? { value: Number(words) } : { wrong: 'number' }
  if (type === 'choices')
    return {
      value: words
        .split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
    }
  if (!written.includes(type)) return { value: text }
  try {
    return { value: JSON.parse(words) as Json }
  } catch {
    return { wrong: 'json' }
  }
}

export function defaultWords(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(', ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
