/**
 * Texts as XLIFF 1.2, which translation tools take and give back. Liquid is native code in a placeholder, so that tools show
 * it as one piece and keep it. Read strictly: no entities of its own, nothing but the units.
 */
import type { Problem } from '@parley/flow'
import {
  DOMImplementation,
  DOMParser,
  type Document,
  type Element,
  type Node,
  ParseError,
  XMLSerializer,
} from '@xmldom/xmldom'
import { cleanText } from '../http/text.ts'
import type { GivenSheet } from './texts-csv.ts'
import type { GivenRow, Row, Sheet } from './texts-sheet.ts'

const namespace = 'urn:oasis:names:tc:xliff:document:1.2'

const states: { readonly [state in Row['state']]: string } = {
  new: 'needs-translation',
  changed: 'needs-review-translation',
  done: 'translated',
}

export function writeXliff({ own, language, rows }: Sheet): string {
  const document = new DOMImplementation().createDocument(namespace, 'xliff')
  const root = document.documentElement
  if (root === null) throw new Error('a new document has no root')
  root.setAttribute('version', '1.2')
  for (const [original, units] of Map.groupBy(rows, (row) =>
    row.flow === null ? 'words' : `flows/${row.flow}.flow.json`,
  )) {
    const file = add(root, 'file', {
      original,
      datatype: 'plaintext',
      'source-language': own,
      'target-language': language,
    })
    const body = add(file, 'body', {})
    for (const row of units) addUnit(body, row, own, language)
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}\n`
}

function addUnit(body: Element, row: Row, own: string, language: string): void {
  const unit = add(body, 'trans-unit', { id: row.id, 'xml:space': 'preserve' })
  addText(add(unit, 'source', { 'xml:lang': own }), row.original)
  if (row.translation !== '')
    addText(add(unit, 'target', { 'xml:lang': language, state: states[row.state] }), row.translation)
  if (row.note !== '') add(unit, 'note', {}).appendChild(documentOf(unit).createTextNode(row.note))
}

function add(parent: Element, name: string, attributes: { readonly [name: string]: string }): Element {
  const element = documentOf(parent).createElementNS(namespace, name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  // One unit per line is enough to find it by; texts are never indented.
  if (['file', 'body', 'trans-unit'].includes(name)) parent.appendChild(documentOf(parent).createTextNode('\n'))
  parent.appendChild(element)
  return element
}

function documentOf(node: Node): Document {
  if (node.ownerDocument === null) throw new Error('an element has no document')
  return node.ownerDocument
}

const liquid = /(\{\{.*?\}\}|\{%.*?%\})/s

function addText(element: Element, text: string): void {
  let id = 0
  // XML has no control characters, and no text of a conversation has them either.
  for (const part of cleanText(text).split(liquid)) {
    if (part === '') continue
    const node = documentOf(element).createTextNode(part)
    if (!liquid.test(part)) element.appendChild(node)
    else {
      id += 1
      add(element, 'ph', { id: String(id) }).appendChild(node)
    }
  }
}

/** Rows of an XLIFF 1.2 file, or why it is none. */
export function readXliff(text: string, file: string): GivenSheet | readonly Problem[] {
  const broken = (reason: string, repair: string, line?: number): readonly Problem[] => [
    {
      code: 'broken-sheet',
      severity: 'error',
      place: { file, ...(line === undefined ? {} : { line }) },
      reason,
      repair,
    },
  ]
  try {
    const document = new DOMParser({ onError: stop, normalizeLineEndings: lineEnds }).parseFromString(
      text.replace(/^\ufeff/, ''),
      'application/xml',
    )
    const root = document.documentElement
    if (root?.localName !== 'xliff')
      return broken('This is not XLIFF.', 'Take a file that "parley texts export" wrote.', 1)
    const version = root.getAttribute('version')
    if (version !== '1.2')
      return broken(
        `This is XLIFF ${version ?? ''}; only 1.2 is read.`,
        'Have the tool save XLIFF 1.2.',
        root.lineNumber,
      )
    const files = elements(root, 'file')
    const languages = new Set(files.map((each) => each.getAttribute('target-language')))
    if (languages.size > 1)
      return broken('The file holds several target languages.', 'Import one file for each language.', root.lineNumber)
    const units = files.flatMap((each) => unitsIn(each))
    return { language: [...languages][0] ?? null, rows: units.map(readUnit) }
  } catch (error) {
    if (error instanceof ParseError)
      return broken(`This is not XML: ${wordsOf(error)}.`, 'Have the tool save it again.', error.locator?.lineNumber)
    // The parser and the walk are recursive.
    if (error instanceof RangeError) return broken('The file is nested too deeply.', 'Have the tool save it again.')
    throw error
  }
}

/** XML 1.0; the parser's own goes by XML 1.1 and would take further characters for line ends. */
function lineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

function stop(level: 'warning' | 'error' | 'fatalError', message: string): void {
  if (level !== 'warning') throw new RefusedXml(message)
}

class RefusedXml extends Error {}

function wordsOf(error: ParseError): string {
  const { cause } = error
  return (cause instanceof RefusedXml ? cause.message : error.message).split('\n')[0] ?? 'it cannot be read'
}

function elements(parent: Node, name: string): readonly Element[] {
  const found: Element[] = []
  for (let child = parent.firstChild; child !== null; child = child.nextSibling)
    if (child.nodeType === 1 && (child as Element).localName === name) found.push(child as Element)
  return found
}

/** Tools may sort units into groups. */
function unitsIn(parent: Node): readonly Element[] {
  const found: Element[] = []
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType !== 1) continue
    const element = child as Element
    if (element.localName === 'trans-unit') found.push(element)
    else if (element.localName === 'body' || element.localName === 'group') found.push(...unitsIn(element))
  }
  return found
}

function readUnit(unit: Element): GivenRow {
  const [source] = elements(unit, 'source')
  const [target] = elements(unit, 'target')
  const natives = new Map<string, string>()
  const original = source === undefined ? '' : textOf(source, natives, natives)
  return {
    id: unit.getAttribute('id') ?? '',
    original,
    translation: target === undefined ? '' : textOf(target, natives),
    line: unit.lineNumber ?? 1,
  }
}

/** The text with its native code. A tool may leave a placeholder empty: then the one with its id in the source says what it is. */
function textOf(node: Node, natives: ReadonlyMap<string, string>, learns?: Map<string, string>): string {
  let text = ''
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.nodeType === 3 || child.nodeType === 4) text += child.nodeValue ?? ''
    else if (child.nodeType === 1) {
      const element = child as Element
      const id = element.getAttribute('id') ?? ''
      const inner = textOf(element, natives, learns)
      if (element.localName === 'ph') learns?.set(id, inner)
      text += inner === '' ? (natives.get(id) ?? '') : inner
    }
  }
  return text
}
