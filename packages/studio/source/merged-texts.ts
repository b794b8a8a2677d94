/**
 * Two texts of one file, made by people who did not know of each other.
 *
 * Owns that nothing is left out silently: where one says what has no place in the other, they are not made one at all.
 */
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/**
 * `kept` with what only `lost` says: members, items and comments of YAML. Of two values of the same that cannot both be, `kept` counts.
 * `null`: nobody knows how these are put together.
 */
export function mergedText(path: string, kept: string, lost: string): string | null {
  if (kept === lost || lost.trim() === '') return kept
  if (kept.trim() === '') return lost
  if (!/\.ya?ml$/i.test(path)) return null
  try {
    const [into, from] = [readMap(kept), readMap(lost)]
    if (into === null || from === null) return null
    const so: Merging = { isChanged: false, isUnlike: false }
    mergeComments(into, from, so)
    if (into.contents === null) {
      into.contents = from.contents
      so.isChanged = true
    } else if (from.contents !== null) mergeMap(into.contents, from.contents, so)
    if (so.isUnlike) return null
    if (!so.isChanged) return kept
    const both = into.toString({ lineWidth: 0, flowCollectionPadding: false })
    return readMap(both) === null ? null : both
  } catch {
    return null
  }
}

/** How far two are one. */
interface Merging {
  /** Something was added. */
  isChanged: boolean
  /** Something has no place. */
  isUnlike: boolean
}

type MapDocument = Document & { contents: YAMLMap | null }

/** `null` for what stands in two places at once too: added to in one, it would say more in the other. */
function readMap(text: string): MapDocument | null {
  const document = parseDocument(text)
  let isOneTree = document.errors.length === 0
  visit(document, {
    Alias: () => {
      isOneTree = false
      return visit.BREAK
    },
  })
  if (!isOneTree) return null
  return document.contents === null || isMap(document.contents) ? (document as unknown as MapDocument) : null
}

function mergeMap(into: YAMLMap, from: YAMLMap, so: Merging): void {
  mergeComments(into, from, so)
  for (const pair of from.items) {
    const known = into.items.find(({ key }) => nameOf(key) === nameOf(pair.key))
    if (known !== undefined) mergePair(known, pair, so)
    else {
      into.items.push(pair)
      into.flow = false
      so.isChanged = true
    }
  }
}

function mergePair(known: Pair, given: Pair, so: Merging): void {
  mergeComments(known.key, given.key, so)
  const [into, from] = [known.value, given.value]
  if (isNothing(from)) return
  if (isNothing(into)) {
    known.value = from
    so.isChanged = true
  } else if (isMap(into) && isMap(from)) mergeMap(into, from, so)
  else if (isSeq(into) && isSeq(from)) mergeList(into, from.items, so)
  else if (isSeq(into) && linesIn(from) !== null)
    mergeList(into, linesIn(from)?.map((line) => new Scalar(line)) ?? [], so)
  else if (isScalar(into) && linesIn(into) !== null) mergeLines(into, isSeq(from) ? saidIn(from) : linesIn(from), so)
  else if (!isScalar(into) || !isScalar(from) || linesIn(from) !== null) so.isUnlike = true
}

function mergeList(into: YAMLSeq, items: readonly unknown[], so: Merging): void {
  for (const item of items) {
    const known = into.items.find((each) => entryName(item) !== null && entryName(each) === entryName(item))
    if (isMap(known) && isMap(item)) mergeMap(known, item, so)
    else if (!into.items.some((each) => JSON.stringify(each) === JSON.stringify(item))) {
      into.items.push(item)
      into.flow = false
      so.isChanged = true
    }
  }
}

/** Lists that are written as a block of lines, as Rasa has its examples. */
function mergeLines(into: Scalar, given: readonly string[] | null, so: Merging): void {
  const known = linesIn(into)
  if (known === null || given === null) {
    so.isUnlike = true
    return
  }
  const more = given.filter((line) => !known.includes(line))
  if (more.length === 0) return
  into.value = [...known, ...more].map((line) => `- ${line}\n`).join('')
  into.type = Scalar.BLOCK_LITERAL
  so.isChanged = true
}

/** `null`: it is no such list. */
function linesIn(node: unknown): readonly string[] | null {
  if (!isScalar(node) || typeof node.value !== 'string') return null
  const lines = node.value.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return lines.length > 0 && lines.every((line) => line.startsWith('- '))
    ? lines.map((line) => line.slice(2).trim())
    : null
}

/** The items of a list as lines; `null`: one of them is more than a line. */
function saidIn(list: YAMLSeq): readonly string[] | null {
  const lines = list.items.map((item) => (isScalar(item) ? String(item.value ?? '').trim() : ''))
  return lines.every((line) => line !== '' && !line.includes('\n')) ? lines : null
}

/** What an entry of a list in the form of Rasa speaks of; `null`: it is another kind of item. */
function entryName(item: unknown): string | null {
  if (!isMap(item)) return null
  const kind = ['intent', 'synonym', 'lookup', 'regex'].find((each) => item.has(each))
  return kind === undefined ? null : `${kind} ${String(item.get(kind)).trim()}`
}

function mergeComments(into: unknown, from: unknown, so: Merging): void {
  if (!isCommented(into) || !isCommented(from)) return
  for (const place of ['commentBefore', 'comment'] as const) {
    const known = into[place]?.split('\n') ?? []
    const more = from[place]?.split('\n').filter((line) => !known.includes(line)) ?? []
    if (more.length === 0) continue
    into[place] = [...known, ...more].join('\n')
    so.isChanged = true
  }
}

const isCommented = (value: unknown): value is Pick<Node, 'comment' | 'commentBefore'> =>
  isNode(value) || (typeof value === 'object' && value !== null && 'commentBefore' in value)

/** Members with nothing in them: a name whose list nobody has begun yet. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (isScalar(value) && value.value === null) ||
  ((isMap(value) || isSeq(value)) && value.items.length === 0)

const nameOf = (key: unknown): unknown => (isScalar(key) ? key.value : key)
