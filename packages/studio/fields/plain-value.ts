/** Values that need no formula: a name, a text, a number, yes or no. They are written as CEL. */

export type Plain =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly boolean: boolean }
  | { readonly kind: 'nothing' }

const escapes: { readonly [letter: string]: string } = { n: '\n', t: '\t', r: '\r', "'": "'", '"': '"', '\\': '\\' }

/** The plain value that a piece of CEL says; `null`: it is more than that. */
export function readPlain(logic: string): Plain | null {
  const text = logic.trim()
  if (text === 'true' || text === 'false') return { kind: 'boolean', boolean: text === 'true' }
  if (text === 'null') return { kind: 'nothing' }
  if (/^-?\d+(\.\d+)?$/.test(text)) return { kind: 'number', number: Number(text) }
  if (/^[a-zA-Z_]\w*(\.[a-zA-Z_]\w*)*$/.test(text)) return { kind: 'name', name: text }
  return readQuoted(text)
}

function readQuoted(text: string): Plain | null {
  const quote = text[0]
  if ((quote !== "'" && quote !== '"') || text.length < 2 || text.startsWith(quote.repeat(3))) return null
  let words = ''
  for (let index = 1; index < text.length - 1; index += 1) {
    const letter = text[index] ?? ''
    if (letter === quote) return null
    if (letter !== '\\') {
      words += letter
      continue
    }
    index += 1
    const escaped = escapes[text[index] ?? '']
    if (escaped === undefined || index >= text.length - 1) return null
    words += escaped
  }
  return text.at(-1) === quote ? { kind: 'text', text: words } : null
}

export function writePlain(value: Plain): string {
  switch (value.kind) {
    case 'name':
      return value.name
    case 'text':
      return quoted(value.text)
    case 'number':
      return String(value.number)
    case 'boolean':
      return String(value.boolean)
    case 'nothing':
      return 'null'
  }
}

/** A text as CEL writes it. */
function quoted(text: string): string {
  const escaped = text.replace(/[\\'\n\r\t]/g, (letter) => {
    if (letter === '\n') return '\\n'
    if (letter === '\r') return '\\r'
    return letter === '\t' ? '\\t' : `\\${letter}`
  })
  return `'${escaped}'`
}
