/** Names inside texts and logic: where they are, and the same text with another name. */

/** A name as texts and logic write it: what leads to it first, `['results', 'track']`, or a variable alone. */
export type Name = readonly string[]

/** Logic with a name replaced. What stands in quotes, after a dot, and as part of a longer name stays. */
export function renameInLogic(logic: string, from: Name, to: Name): string {
  return replaceNames(logic, from, to, true)
}

/** A text with a name replaced: inside `{{ … }}` and `{% … %}` only. */
export function renameInText(text: string, from: Name, to: Name): string {
  return text.replace(/(\{\{|\{%)([\s\S]*?)(\}\}|%\})/g, (_whole, open: string, inside: string, close: string) => {
    return open + replaceNames(inside, from, to, false) + close
  })
}

export const namesInLogic = (logic: string, name: Name): boolean => renameInLogic(logic, name, ['\u0000']) !== logic
export const namesInText = (text: string, name: Name): boolean => renameInText(text, name, ['\u0000']) !== text

/** Pieces of code: texts in quotes, names with their dots, and everything else. `results['a']` is a name too, but nobody writes that. */
const pieces = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*|[\s\S]/g

function replaceNames(code: string, from: Name, to: Name, isLogic: boolean): string {
  let before = ''
  let out = ''
  for (const [piece] of code.matchAll(pieces)) {
    const isName = /^[A-Za-z_]/.test(piece)
    // After a dot it is a member of something else; after a bar it is a filter of Liquid; before a colon, what a filter is given.
    const follows = /[.)\]]\s*\.\s*$/.test(before) || /\.\s*$/.test(before) || (!isLogic && /\|\s*$/.test(before))
    out += isName && !follows ? renamed(piece, from, to) : piece
    before = (before + piece).slice(-20)
  }
  return out
}

function renamed(chain: string, from: Name, to: Name): string {
  const parts = chain.split(/\s*\.\s*/)
  if (!from.every((part, index) => parts[index] === part)) return chain
  return [...to, ...parts.slice(from.length)].join('.')
}
