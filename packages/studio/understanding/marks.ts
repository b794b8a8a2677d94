/**
 * Marks in examples, `[Seoul](city)` or `[Seoul]{"entity": "city"}`, while an example is being written. What they come to is the platform's
 * concern.
 *
 * MA1 a mark is refused here exactly if the platform would refuse it
 */
export const longestExample = 500
const entityForm = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/
const mostMarks = 50

export const isEntityName = (name: string): boolean => entityForm.test(name)

const mark = /(?<!\\)\[([^[\]]{1,500})\](\([^()]{1,200}\)|\{[^{}]{1,500}\})/g

/** Names of the entities that are marked in an example. */
export const entitiesIn = (source: string): readonly string[] =>
  [...source.matchAll(mark)].flatMap(([, , told = '']) => {
    const name = told.startsWith('(') ? told.slice(1, -1).split(':')[0] : /"entity"\s*:\s*"([^"]+)"/.exec(told)?.[1]
    return name !== undefined && isEntityName(name.trim()) ? [name.trim()] : []
  })

/** Marks part of an example, from `start` to before `end`: `[Seoul](city)`. `null`: there it cannot be marked. */
export function markEntity(source: string, start: number, end: number, entity: string): string | null {
  const words = source.slice(start, end)
  const inner = words.trim()
  if (inner === '' || /[[\](){}]/.test(inner)) return null
  // A mark within a mark is none.
  for (const { index, 0: whole } of source.matchAll(mark)) if (start < index + whole.length && end > index) return null
  const from = start + words.indexOf(inner)
  return `${source.slice(0, from)}[${inner}](${entity})${source.slice(from + inner.length)}`
}

/** An example without the signs of its marks. */
export const plainExample = (source: string): string =>
  source.replace(mark, (_, words: string) => words).replaceAll(/\\([[\]])/g, '$1')

/** Words of somebody as an example: what looks like a mark in them is none. */
export const exampleOf = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestExample)
    .replace(/\[(?=[^\]]*\][({])|\](?=[({])/g, '\\$&')

/** Whether something in an example looks like a mark and is none. MA1 */
export function hasBrokenMark(source: string): boolean {
  let words: string | null = null
  let count = 0
  for (let at = 0; at < source.length; at += 1) {
    if (/^\\[[\]]/.test(source.slice(at, at + 2))) {
      words = words === null ? null : words + source[at + 1]
      at += 1
    } else if (/^\][({]/.test(source.slice(at, at + 2))) {
      const told = toldAfter(source, at + 1)
      count += 1
      if (words === null || words.trim() === '' || told === null || !isMark(told) || count > mostMarks) return true
      words = null
      at += told.length
    } else if (source[at] === '[') words = ''
    else if (words !== null) words += source[at]
  }
  return false
}

/** What is in brackets from there on, with them; `null`: they are not closed. */
function toldAfter(source: string, from: number): string | null {
  if (source[from] === '(') {
    const end = source.indexOf(')', from)
    return end < 0 ? null : source.slice(from, end + 1)
  }
  let depth = 0
  for (const { 0: piece, index } of source.slice(from).matchAll(/"(?:\\.|[^"\\])*"|"|[{}]/gs)) {
    // Nothing closes after a quotation mark that is open.
    if (piece === '"') return null
    if (piece === '{') depth += 1
    else if (piece === '}') depth -= 1
    if (depth === 0) return source.slice(from, from + index + 1)
  }
  return null
}

function isMark(told: string): boolean {
  const inner = told.slice(1, -1)
  if (told.startsWith('(')) {
    const [, name = '', value = ''] = /^([^:]*):?(.*)$/s.exec(inner) ?? []
    // An address is none.
    return isEntityName(name.trim()) && !value.trim().startsWith('//')
  }
  try {
    const { entity, role, group, value, ...others } = JSON.parse(told) as { readonly [member: string]: unknown }
    const named = [role, group].every((each) => each === undefined || isName(each))
    const isTold = value === undefined || ['string', 'number', 'boolean'].includes(typeof value)
    return isName(entity) && named && isTold && Object.keys(others).length === 0
  } catch {
    return false
  }
}

const isName = (value: unknown): boolean => typeof value === 'string' && isEntityName(value)
