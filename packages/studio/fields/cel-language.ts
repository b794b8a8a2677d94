import { StreamLanguage, type StringStream } from '@codemirror/language'

const words: { readonly [word: string]: string } = { true: 'bool', false: 'bool', null: 'null', in: 'keyword' }

/** CEL, as far as colours go. */
export const celLanguage = StreamLanguage.define<{ quote: string | null }>({
  name: 'cel',
  startState: () => ({ quote: null }),
  token(stream, state) {
    if (state.quote !== null) return restOfText(stream, state)
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    const quote = stream.match(/^['"]/)
    if (quote !== null && quote !== true && quote !== false) {
      state.quote = stream.current()
      return restOfText(stream, state)
    }
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?/)) return 'number'
    if (stream.match(/^[a-zA-Z_]\w*/)) {
      const word = stream.current()
      if (Object.hasOwn(words, word)) return words[word] ?? null
      return stream.peek() === '(' ? 'variableName.function' : 'variableName'
    }
    if (stream.match(/^(&&|\|\||[=!<>]=|[-+*/%<>!?:])/)) return 'operator'
    stream.next()
    return null
  },
})

function restOfText(stream: StringStream, state: { quote: string | null }): string {
  while (!stream.eol()) {
    const letter = stream.next()
    if (letter === '\\') stream.next()
    else if (letter === state.quote) {
      state.quote = null
      return 'string'
    }
  }
  return 'string'
}
