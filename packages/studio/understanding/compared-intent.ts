/**
 * Logic and texts that compare what was meant with an intent, after the intent has another name.
 *
 * CI1 what is in quotes is taken for an intent, or for a port, only where it is compared with what a node has found
 */

/** What a name is compared with, under its old name and the new one: `results.meant.outputs.intent` → luggage, bags. */
export type Compared = ReadonlyMap<string, readonly [from: string, to: string]>

/** CI1 */
export function renameInLogic(logic: string, compared: Compared): string {
  const tokens = [...logic.matchAll(pieces)].map(([token]) => token)
  const words = tokens.flatMap((token, at) => (token.trim() === '' ? [] : [at]))
  const word = (place: number): string => tokens[words[place] ?? -1] ?? ''
  for (let place = 0; place < words.length; place += 1) {
    const names = compared.get(word(place).replace(/\s/g, ''))
    if (names === undefined) continue
    for (const beside of valuesBeside(place, word)) {
      const at = words[beside] ?? -1
      const token = tokens[at] ?? ''
      if (token.slice(1, -1) === names[0]) tokens[at] = `${token[0]}${names[1]}${token[0]}`
    }
  }
  return tokens.join('')
}

/** The same inside `{{ … }}` and `{% … %}`, and in what `{% case … %}` tells apart. CI1 */
export function renameInText(text: string, compared: Compared): string {
  const compares = text.replace(
    /(\{\{|\{%)([\s\S]*?)(\}\}|%\})/g,
    (_, open: string, inside: string, close: string) => open + renameInLogic(inside, compared) + close,
  )
  return compares.replace(/\{%-?\s*case\s+([\w.]+)\s*-?%\}[\s\S]*?\{%-?\s*endcase/g, (whole, name: string) => {
    const names = compared.get(name)
    if (names === undefined) return whole
    return whole.replace(/\{%-?\s*when\s[\s\S]*?%\}/g, (when) =>
      when.replace(/(['"])(.*?)\1/g, (said, sign: string, value: string) =>
        value === names[0] ? sign + names[1] + sign : said,
      ),
    )
  })
}

/** Texts in quotes, names with their dots, signs that compare, everything else. */
const pieces = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*|[=!]=|\s+|[\s\S]/g
const isQuoted = (token: string): boolean => /^['"]/.test(token) && token.length > 1
const isSign = (token: string): boolean => token === '==' || token === '!='

/** `name == 'a'`, `'a' == name`, `name in ['a', 'b']` */
function valuesBeside(place: number, word: (place: number) => string): readonly number[] {
  const found: number[] = []
  if (isSign(word(place + 1)) && isQuoted(word(place + 2))) found.push(place + 2)
  if (isSign(word(place - 1)) && isQuoted(word(place - 2))) found.push(place - 2)
  if (word(place + 1) !== 'in' || word(place + 2) !== '[') return found
  for (let at = place + 3; word(at) !== ']' && word(at) !== ''; at += 1) if (isQuoted(word(at))) found.push(at)
  return found
}
