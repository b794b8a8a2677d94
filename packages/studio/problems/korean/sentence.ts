/**
 * Sentences of the compiler and the same in Korean. The compiler says what is wrong in English sentences with names in them; here each
 * sentence stands with holes for what varies.
 *
 * `{a}` is a name or a number and stays as it is; `{A}` is itself looked up: a kind of value, another sentence.
 */
export type Sentence = readonly [english: string, korean: string]

interface Form {
  readonly form: RegExp
  readonly holes: readonly string[]
  readonly korean: string
}

const hole = /\{([a-zA-Z])\}/g
/** A hole inside of a sentence never spans texts longer than what is told of them. */
const deepest = 4

function formOf([english, korean]: Sentence): Form {
  const holes: string[] = []
  const source = english
    .split(hole)
    .map((part, index) => {
      if (index % 2 === 0) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      holes.push(part)
      return '([\\s\\S]+?)'
    })
    .join('')
  return { form: new RegExp(`^${source}$`), holes, korean }
}

/** What says a sentence in Korean; `null` where none of them is it. Those that say most themselves are tried first. */
export function translator(sentences: readonly Sentence[]): (text: string) => string | null {
  const said = (english: string) => english.replaceAll(hole, '').length
  const forms = sentences.toSorted(([one], [other]) => said(other) - said(one)).map(formOf)
  const known = new Map<string, string | null>()

  function find(text: string, depth: number): string | null {
    for (const { form, holes, korean } of forms) {
      const match = form.exec(text)
      if (match === null) continue
      const values = new Map(holes.map((name, index) => [name, match[index + 1] ?? '']))
      return korean.replaceAll(hole, (_, name: string) => {
        const value = values.get(name) ?? ''
        return name === name.toLowerCase() || depth >= deepest ? value : (find(value, depth + 1) ?? value)
      })
    }
    return null
  }

  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = find(text, 0)
    if (known.size > 2000) known.clear()
    known.set(text, found)
    return found
  }
}
