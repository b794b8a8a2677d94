import type { InputHint } from '@parley/flow'
import { exampleOf } from '../moment.ts'
import { fill, type Spoken } from '../words/words.ts'

/** How the field for free text looks for a kind of answer. It always takes text: a person may ask back, or answer in words. */
export interface FieldKind {
  /** `lines`: a field that grows with what is typed. */
  readonly type: 'lines' | 'text' | 'email' | 'tel'
  readonly inputMode: 'text' | 'email' | 'tel' | 'decimal' | 'numeric'
  readonly autocomplete: 'off' | 'email' | 'tel' | 'street-address'
  readonly placeholder: string
  /** Below the field; empty where the placeholder says enough. */
  readonly hint: string
}

export function fieldKindOf(input: InputHint | undefined, { words, language }: Spoken): FieldKind {
  const lines = { type: 'lines', inputMode: 'text', autocomplete: 'off', placeholder: words.type, hint: '' } as const
  const line = { ...lines, type: 'text' } as const
  switch (input?.type) {
    case 'email':
      return { ...line, type: 'email', inputMode: 'email', autocomplete: 'email', placeholder: 'name@example.com' }
    case 'phone': {
      const hint = fill(words.country_code, { example: '+44' })
      return { ...line, type: 'tel', inputMode: 'tel', autocomplete: 'tel', placeholder: '+1 202 555 0143', hint }
    }
    case 'number':
      return {
        ...line,
        inputMode: input.integer ? 'numeric' : 'decimal',
        placeholder: words.a_number,
        hint: boundsOf(input, words),
      }
    case 'date':
    case 'time':
    case 'date-time': {
      const example = exampleOf(input.type, language)
      return { ...line, placeholder: example, hint: fill(words.in_words, { example }) }
    }
    case 'rating':
      return { ...line, inputMode: 'numeric', placeholder: words.choose_or_type }
    case 'slider':
      return { ...line, inputMode: 'decimal', placeholder: words.choose_or_type }
    case 'choice':
    case 'choices':
    case 'file':
      return { ...lines, placeholder: words.choose_or_type }
    case 'location':
      return { ...line, autocomplete: 'street-address', placeholder: words.share_or_type }
    case 'form':
      return { ...lines, placeholder: words.one_by_one }
    case 'web-view':
      return { ...lines, placeholder: words.on_the_page }
    default:
      return lines
  }
}

function boundsOf({ min, max }: { readonly min?: number; readonly max?: number }, words: Spoken['words']): string {
  if (min !== undefined && max !== undefined) return fill(words.from_to, { min, max })
  if (min !== undefined) return fill(words.at_least, { min })
  return max === undefined ? '' : fill(words.at_most, { max })
}
