import { Names } from '../nearest.ts'
import type { Place } from '../problem.ts'
import type { ProblemCode } from '../problem-code.ts'
import type { FlowParts } from './localisation.ts'
import { type Entry, flowItself, type TextsFile } from './texts-file.ts'

type Add = (code: ProblemCode, place: Place, reason: string, repair: string) => void

/** Names that are compared with what is known, for a repair, before it is enough. */
const mostSuggestions = 20

/** Finds texts in texts files that are meant for nothing. */
export class LeftTexts {
  readonly #add: Add
  #suggested = 0

  constructor(add: Add) {
    this.#add = add
  }

  /** `isOwn`: the file is in the language of the flow files, which need no translation. */
  inFlow(file: TextsFile, flow: FlowParts, isOwn: boolean): void {
    const texts = file.flows.get(flow.name)
    if (texts === undefined) return
    const known = new Set([flowItself, ...flow.nodes])
    const used = new Set([...flow.texts].flatMap((part) => part.used))
    for (const [node, { position, texts: fields }] of texts.nodes) {
      if (!known.has(node)) {
        const reason = `The flow "${flow.name}" has no node "${node}".`
        this.#unknown(file, { flow: flow.name }, position, reason, () => new Names(flow.nodes).suggest(node))
      } else if (node === flowItself || flow.isRead(node)) this.#leftOver(file, flow.name, node, fields, used, isOwn)
    }
  }

  /** Texts for flows that do not exist. */
  ofFlows(file: TextsFile, flows: readonly string[]): void {
    const known = new Set(flows)
    for (const [flow, { position }] of file.flows) {
      if (known.has(flow)) continue
      this.#unknown(file, {}, position, `There is no flow "${flow}".`, () => new Names(flows).suggest(flow))
    }
  }

  #leftOver(
    file: TextsFile,
    flow: string,
    node: string,
    fields: ReadonlyMap<string, Entry>,
    used: ReadonlySet<Entry>,
    isOwn: boolean,
  ): void {
    for (const [key, entry] of fields) {
      if (used.has(entry)) continue
      const where = node === flowItself ? { flow, field: key } : { flow, node, field: key }
      const reason = isOwn
        ? `The texts in ${file.language} stand in the flow files.`
        : `There is no text "${key}" ${node === flowItself ? 'of the flow itself' : 'in the node'}.`
      const repair = 'Remove it, or name a text that is there; "parley texts export" lists them all.'
      this.#unknown(file, where, entry.position, reason, () => repair)
    }
  }

  #unknown(file: TextsFile, where: object, position: object, reason: string, repair: () => string): void {
    this.#suggested += 1
    const shown = this.#suggested > mostSuggestions ? 'Remove it, or put its name right.' : repair()
    this.#add('unknown-text', { file: file.file, ...where, ...position }, reason, shown)
  }
}
