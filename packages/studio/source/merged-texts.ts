/** Two texts of one file, made by people who did not know of each other. */
import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from 'yaml'

/**
 * `kept` with what only `lost` says: members and items of YAML. Where both say something else of the same, `kept` counts.
 * `null`: nobody knows how these are put together.
 */
export function mergedText(path: string, kept: string, lost: string): string | null {
  if (!/\.ya?ml$/i.test(path)) return null
  const [into, from] = [readMap(kept), readMap(lost)]
  if (into === null || from === null) return null
  if (into.contents === null) return lost
  if (from.contents === null || !mergeMap(into.contents, from.contents)) return kept
  return into.toString({ lineWidth: 0, flowCollectionPadding: false })
}

type MapDocument = Document & { readonly contents: YAMLMap | null }

function readMap(text: string): MapDocument | null {
  try {
    const document = parseDocument(text)
    if (document.errors.length > 0) return null
    return document.contents === null || isMap(document.contents) ? (document as unknown as MapDocument) : null
  } catch {
    return null
  }
}

/** Whether anything was added. */
function mergeMap(into: YAMLMap, from: YAMLMap): boolean {
  let isChanged = false
  for (const pair of from.items) {
    const name = isScalar(pair.key) ? pair.key.value : pair.key
    const known = into.get(name, true)
    if (!into.has(name)) {
      into.items.push(pair)
      into.flow = false
      isChanged = true
    } else if (isMap(known) && isMap(pair.value)) isChanged = mergeMap(known, pair.value) || isChanged
    else if (isSeq(known) && isSeq(pair.value)) isChanged = mergeList(known, pair.value) || isChanged
    else if (isScalar(known) && isScalar(pair.value)) isChanged = mergeLines(known, pair.value) || isChanged
  }
  return isChanged
}

function mergeList(into: YAMLSeq, from: YAMLSeq): boolean {
  const known = new Set(into.items.map((item) => JSON.stringify(item)))
  const more = from.items.filter((item) => !known.has(JSON.stringify(item)))
  into.items.push(...more)
  if (more.length > 0) into.flow = false
  return more.length > 0
}

/** Lists that are written as a block of lines, as Rasa has its examples. */
function mergeLines(into: Scalar, from: Scalar): boolean {
  const lines = [into, from].map(({ value }) => (typeof value === 'string' ? listed(value) : null))
  const [known, given] = lines
  if (known == null || given == null) return false
  const more = given.filter((line) => !known.includes(line))
  if (more.length === 0) return false
  into.value = [...known, ...more].map((line) => `${line}\n`).join('')
  into.type = Scalar.BLOCK_LITERAL
  return true
}

function listed(text: string): readonly string[] | null {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  return lines.length > 0 && lines.every((line) => line.startsWith('- ')) ? lines : null
}
