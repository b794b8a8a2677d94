/** Files of `nlu/` as tools write new ones. */
import { Document, Scalar, type YAMLMap, YAMLSeq } from 'yaml'
import { printMarked } from './files/marked-text.ts'
import type { EntityDefinition, MarkedText } from './nlu-content.ts'

export interface WrittenIntent {
  readonly examples: readonly MarkedText[]
  readonly label?: string
  readonly answer?: string
  readonly note?: string
}

/** What is written into one file. */
export interface WrittenNlu {
  /** BCP 47; `''`: the solution's own. */
  readonly language: string
  readonly intents: ReadonlyMap<string, WrittenIntent>
  readonly entities?: ReadonlyMap<string, EntityDefinition>
  readonly synonyms?: ReadonlyMap<string, readonly string[]>
  readonly threshold?: number
  /** Lines at the top, for people. */
  readonly comment?: string
}

/**
 * In the form of Rasa 3, examples in the order that they come in, and every line as an editor of the tree writes it again: who changes one
 * thing afterwards changes no other line, so that two can do so at once.
 */
export function printNlu({ language, intents, entities, synonyms, threshold, comment }: WrittenNlu): string {
  const document = new Document(new Map<string, unknown>([['version', '3.1']]))
  const top = document.contents as YAMLMap
  const head = (comment ?? '').split('\n').flatMap((line) => (line === '' ? [] : [` ${oneLine(line)}`]))
  if (head.length > 0) top.commentBefore = head.join('\n')
  if (language !== '') document.set('language', language)
  if (threshold !== undefined) document.set('out_of_scope', document.createNode({ threshold }))
  const list = new YAMLSeq()
  for (const [intent, { examples, label, answer, note }] of intents)
    list.items.push(
      document.createNode(present({ intent, note, label, answer, examples: asLines(examples.map(printMarked)) })),
    )
  for (const [synonym, words] of synonyms ?? [])
    list.items.push(document.createNode(present({ synonym, examples: asLines(words) })))
  if (list.items.length > 0) document.set('nlu', list)
  if (entities !== undefined && entities.size > 0) document.set('entities', document.createNode(entities))
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const present = (members: { readonly [name: string]: unknown }): ReadonlyMap<string, unknown> =>
  new Map(Object.entries(members).filter(([, value]) => value !== undefined))

function asLines(texts: readonly string[]): Scalar | undefined {
  if (texts.length === 0) return undefined
  const lines = new Scalar(texts.map((text) => `- ${oneLine(text)}\n`).join(''))
  lines.type = Scalar.BLOCK_LITERAL
  return lines
}

/** What YAML cannot hold in a line: breaks, and characters that control. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ').trim()
