/** What the editors offer while somebody types: names of the scope, Liquid's filters and tags, CEL's functions. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { celFunctions, type Entry, liquidFilters, liquidTags } from './dictionary.ts'
import type { ScopeName } from './scope.ts'

/** Names rank above functions. */
const boosts = { more: 30, variable: 20, result: 10, contact: 5, profile: 4, page: 0, conversation: -5 } as const

function nameCompletion({ path, type, note, group, sensitive }: ScopeName): Completion {
  return {
    label: path,
    detail: sensitive === true ? `${type} · sensitive` : type,
    type: 'variable',
    boost: boosts[group],
    ...(note === undefined ? {} : { info: note }),
  }
}

const entryCompletion =
  (type: 'function' | 'keyword') =>
  ({ name, detail, info, apply }: Entry): Completion => ({
    label: name,
    type,
    detail,
    info,
    ...(apply === undefined ? {} : { apply }),
  })

const filters = liquidFilters.map(entryCompletion('function'))
const tags = liquidTags.map(entryCompletion('keyword'))
const functions = celFunctions.map(entryCompletion('function'))

/** Completion inside `{{ … }}` and `{% … %}` only; a text outside of them is nobody's business. */
export const completeLiquid =
  (scope: () => readonly ScopeName[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos)
    const inside = insideLiquid(before)
    if (inside === null) return null
    const word = context.matchBefore(/[\w.]*/)
    const from = word?.from ?? context.pos
    const started = (word?.text ?? '') !== '' || context.explicit
    if (/\|\s*\w*$/.test(inside.text)) return { from, options: filters, validFor: /^\w*$/ }
    if (inside.kind === 'tag' && /^-?\s*\w*$/.test(inside.text)) return { from, options: tags, validFor: /^\w*$/ }
    if (!started && !/\{\{-?\s*$/.test(before)) return null
    return { from, options: scope().map(nameCompletion), validFor: /^[\w.]*$/ }
  }

/** What stands between the last opening mark and the cursor; `null` when the cursor is in plain words. */
function insideLiquid(before: string): { readonly kind: 'output' | 'tag'; readonly text: string } | null {
  const output = before.lastIndexOf('{{')
  const tag = before.lastIndexOf('{%')
  const open = Math.max(output, tag)
  if (open === -1) return null
  const kind = output > tag ? 'output' : 'tag'
  const text = before.slice(open + 2)
  return text.includes(kind === 'output' ? '}}' : '%}') ? null : { kind, text }
}

export const completeCel =
  (scope: () => readonly ScopeName[]) =>
  (context: CompletionContext): CompletionResult | null => {
    const before = context.state.sliceDoc(0, context.pos)
    if (insideQuotes(before)) return null
    const word = context.matchBefore(/[\w.]*/)
    if (word === null || (word.text === '' && !context.explicit)) return null
    const dot = word.text.lastIndexOf('.')
    const names = scope().map(nameCompletion)
    const methods = dot === -1 ? [] : functions.filter(({ label }) => label.startsWith('.'))
    if (dot !== -1 && methods.length > 0 && !names.some(({ label }) => label.startsWith(word.text)))
      return {
        from: word.from + dot,
        options: methods,
        validFor: /^\.\w*$/,
      }
    return {
      from: word.from,
      options: [...names, ...functions.filter(({ label }) => !label.startsWith('.'))],
      validFor: /^[\w.]*$/,
    }
  }

function insideQuotes(before: string): boolean {
  let quote: string | null = null
  for (let index = 0; index < before.length; index += 1) {
    const letter = before[index] ?? ''
    if (quote !== null) {
      if (letter === '\\') index += 1
      else if (letter === quote) quote = null
    } else if (letter === "'" || letter === '"') quote = letter
  }
  return quote !== null
}
