/**
 * A bot as a whole: what its rows are to each other.
 *
 * Owns which numbers, globals and intents there are, what each row's node is called and where each answer is kept. What a row
 * becomes is the concern of `dialogue.ts` and `action.ts`.
 */
import type { Value, Values } from '../value.ts'
import type { VariableType } from '../variable.ts'
import type { Column } from './column.ts'
import { typeGlobals } from './global-types.ts'
import { Globals } from './globals.ts'
import { intentIds, outOfScope } from './intents.ts'
import { mapCommand } from './library/index.ts'
import type { Mapped } from './library/mapped.ts'
import { runId } from './list-logic.ts'
import { textLogic, valueLogic } from './logic.ts'
import { nodeId } from './naming.ts'
import { checkReferences, suggestFew } from './references.ts'
import { restoredId } from './restore.ts'
import type { ActionRow, DialogueRow, Row } from './row.ts'
import type { SheetReport } from './sheet-report.ts'
import { understanding } from './understanding.ts'
import { toLabel, toLiquid, type Wording } from './wording.ts'

/** Where conversations begin. */
export const startNumber = 1
/** Runs when a script fails and says nothing of it. */
const crashNumber = -500
/** Takes what nobody understood, unless another row has that intent. */
const notUnderstood = 1800

/** Edges to intents, globals that are forgotten, nodes to return to: of the whole bot. */
const mostPieces = 200_000

/** Scripts that set up a scale, and what it is. */
const scaleScripts: { readonly [command: string]: 'rating' | 'slider' } = {
  StarRatingSetup: 'rating',
  SliderSetup: 'slider',
}

/** An entry of the persistent menu. */
export interface MenuItem {
  readonly label: string
  readonly dest: number
}

/** A question that is answered on a scale. */
export interface Scale {
  readonly type: 'rating' | 'slider'
  readonly settings: Values
}

const helpers: { readonly [type in VariableType]?: string } = {
  text: 'last_answer',
  choices: 'last_picks',
  file: 'last_file',
  number: 'last_number',
  json: 'last_form',
}

export class Bot {
  readonly rows: ReadonlyMap<number, Row>
  readonly globals: Globals
  /** Intent → number of the row that it leads to. */
  readonly intents = new Map<string, number>()
  /** Ids of the intents, which are named more strictly here. */
  readonly intentIds: ReadonlyMap<string, string>
  /** Number of the row for what nobody understood. */
  readonly fallback: number | null
  readonly crash: number | null
  readonly report: SheetReport
  /** Variables of the import's own that are in use, with their types. */
  readonly own = new Map<string, VariableType>()
  /** Variables that whoever starts a conversation may fill. */
  readonly handedIn = new Set<string>()
  /** Variables whose answers nobody else should see. */
  readonly sensitive = new Set<string>()
  /** Rows whose answer another row asks for by number. */
  readonly #asked = new Set<number>()
  readonly #mapped = new Map<number, Mapped | null>()
  /** Ids that rows bring with them. */
  readonly #ownIds = new Map<number, string>()
  readonly #remembered = new Map<string, readonly number[]>()
  #spent = 0
  #understands = false
  #menu: { readonly row: ActionRow; readonly items: readonly MenuItem[] } | null = null

  /** `moreIntents`: those that have phrases, whether or not a row has them. */
  constructor(rows: readonly Row[], report: SheetReport, moreIntents: Iterable<string> = []) {
    this.report = report
    this.rows = byNumber(rows, report)
    this.globals = new Globals(rows.flatMap(declaredBy))
    for (const row of this.rows.values()) {
      if (row.type !== 'A') continue
      for (const { node } of row.nodeInput) this.#asked.add(node)
    }
    this.#bringIds()
    typeGlobals(this)
    let fallback: number | null = null
    for (const row of this.rows.values()) {
      if (row.intent === null) continue
      if (row.intent === outOfScope) fallback ??= row.number
      else if (this.intents.has(row.intent)) this.#warnOfIntent(row, row.intent)
      else this.intents.set(row.intent, row.number)
    }
    this.intentIds = intentIds([...this.intents.keys(), ...moreIntents])
    this.fallback = fallback ?? (this.rows.has(notUnderstood) ? notUnderstood : null)
    this.crash = this.rows.has(crashNumber) ? crashNumber : null
    checkReferences(this)
  }

  /** Id of the node at which a row begins. */
  id(number: number): string {
    const row = this.rows.get(number)
    const own = row?.type === 'A' ? this.#ownIds.get(number) : undefined
    return own ?? nodeId(row?.name ?? '', number)
  }

  /** What an answer of the row is, as a variable holds it. */
  answerType(row: DialogueRow): VariableType {
    const { asset, behaviors } = row
    if (asset?.kind === 'file') return 'file'
    if (asset?.kind === 'page') return 'json'
    if (this.scaleOf(row) !== null) return 'number'
    const isList = asset?.kind === 'reference' || (asset?.kind === 'options' && asset.type !== 'button')
    return isList && behaviors.includes('multiple_choice') ? 'choices' : 'text'
  }

  /** The scale that the row asks with; `null` when it asks otherwise. */
  scaleOf({ asset }: DialogueRow): Scale | null {
    if (asset?.kind === 'scale' && asset.type !== 'range_slider')
      return { type: asset.type === 'slider' ? 'slider' : 'rating', settings: asset.more }
    const source = asset?.kind === 'reference' ? this.rows.get(asset.node) : undefined
    if (source?.type !== 'A' || !Object.hasOwn(scaleScripts, source.command)) return null
    return { type: scaleScripts[source.command] ?? 'rating', settings: source.parameters }
  }

  /** The variable that holds what was answered at a row: its own global, or one for the purpose. */
  answerVariable(row: DialogueRow): string {
    const [global] = row.variables
    const variable = global === undefined ? null : this.globals.variable(global)
    if (variable !== null) return variable
    const type = this.answerType(row)
    if (!this.keepsAnswer(row) && !row.behaviors.includes('secure')) return this.helper(type)
    return this.ownVariable(`answer_${row.number < 0 ? `m${-row.number}` : row.number}`, type)
  }

  /** Whether somebody reads the row's answer. */
  keepsAnswer(row: DialogueRow): boolean {
    return row.variables.length > 0 || this.#asked.has(row.number)
  }

  /** The variable for answers that nobody reads. */
  helper(type: VariableType): string {
    return this.ownVariable(helpers[type] ?? 'last_answer', type)
  }

  ownVariable(name: string, type: VariableType): string {
    const free = this.globals.free(name)
    this.own.set(free, type)
    this.globals.setType(free, type)
    return free
  }

  text(row: Row, column: Column, text: string, wording: Wording = 'text'): string {
    return toLiquid(text, this.globals, this.#undeclared(row, column), wording)
  }

  label(row: Row, column: Column, label: string): string {
    return toLabel(label, this.globals, this.#undeclared(row, column))
  }

  textLogic(row: Row, column: Column, text: string): string {
    return textLogic(text, this.globals, this.#undeclared(row, column))
  }

  logic(row: Row, column: Column, value: Value): string {
    return valueLogic(value, this.globals, this.#undeclared(row, column))
  }

  /**
   * Whether a row may become so many further edges or settings: a short row can stand for very many. With a problem, once, when
   * it may not.
   */
  affords(row: Row, pieces: number): boolean {
    const before = this.#spent
    this.#spent += pieces
    if (this.#spent <= mostPieces) return true
    if (before <= mostPieces) {
      const reason = `Up to this row the bot becomes more than ${mostPieces} edges and settings.`
      this.wrong(row, 'number', reason, reason, 'Disable NLU where no intents are meant, or split the bot.')
    }
    return false
  }

  /** Numbers of nodes that rows remember in the variable, for rows that return. */
  remembered(variable: string, find: () => readonly number[]): readonly number[] {
    const known = this.#remembered.get(variable) ?? find()
    this.#remembered.set(variable, known)
    return known
  }

  /** Whether some row leads to the node that understands for all rows that go nowhere else. */
  get understands(): boolean {
    return this.#understands
  }

  /** Id of the node that understands for all rows that go nowhere else. */
  understand(): string {
    this.#understands = true
    return understanding
  }

  /** What the row's command becomes; `null`: it stays an action. */
  mapped(row: ActionRow): Mapped | null {
    const known = this.#mapped.get(row.number)
    if (known !== undefined) return known
    const made = mapCommand(row, this, runId(row.number, this))
    this.#mapped.set(row.number, made)
    return made
  }

  /** Whether something is set before the row's command runs. */
  setsFirst(row: ActionRow): boolean {
    return namedInputs(row, this).length > 0
  }

  get menu(): readonly MenuItem[] {
    return this.#menu?.items ?? []
  }

  /** The menu that a row sets up: there is one, from the beginning on. */
  setMenu(row: ActionRow, items: readonly MenuItem[]): void {
    if (this.#menu === null) this.#menu = { row, items }
    else if (this.#menu.row !== row) {
      const reason = `Node ${this.#menu.row.number} sets up the menu already, and a flow has one.`
      this.lost(row, 'parameters', `${reason} This one is left out.`, 'Put all entries into one menu.')
    }
  }

  /** A problem of one cell. */
  wrong(row: Row, column: Column, said: string, reason: string, repair: string): void {
    const entry = row.cells[column] ?? ''
    this.report.error('pypestream-cell', { at: row.place, column, entry, said }, reason, repair)
  }

  /** Something that has no place here. */
  lost(row: Row, column: Column | null, reason: string, repair: string): void {
    const entry = column === null ? '' : (row.cells[column] ?? '')
    this.report.warn('pypestream-lost', { at: row.place, column, entry }, reason, repair)
  }

  #undeclared(row: Row, column: Column): (name: string) => void {
    return (name) => {
      const about = { at: row.place, column, entry: `{${name}}`, said: 'Referenced global variable does not exist' }
      const reason = `No row declares the global "${name}".`
      const repair = () => `Name it in "Variable" of the row that sets it. ${suggestFew(name, this.globals.names)}`
      this.report.error('pypestream-reference', about, reason, repair)
    }
  }

  #warnOfIntent(row: Row, intent: string): void {
    const about = { at: row.place, column: 'intent', entry: intent } as const
    const reason = `The intent "${intent}" leads to node ${this.intents.get(intent)} already.`
    this.report.warn('pypestream-reference', about, reason, 'Let one row only have the intent; the first counts.')
  }

  #bringIds(): void {
    const taken = new Set([...this.rows.values()].map(({ name, number }) => nodeId(name, number)))
    for (const row of this.rows.values()) {
      const id = row.type === 'A' ? restoredId(row) : null
      if (id === null || taken.has(id)) continue
      taken.add(id)
      this.#ownIds.set(row.number, id)
    }
  }
}

function byNumber(rows: readonly Row[], report: SheetReport): ReadonlyMap<number, Row> {
  const found = new Map<number, Row>()
  for (const row of rows) {
    const other = found.get(row.number)
    if (other === undefined) found.set(row.number, row)
    else {
      const about = {
        at: row.place,
        column: 'number',
        entry: String(row.number),
        said: 'Node number is not unique',
      } as const
      const reason = `Node ${row.number} is in row ${other.place.row} too.`
      report.error('pypestream-cell', about, reason, 'Give each row its own number.')
    }
  }
  return found
}

function declaredBy(row: Row): readonly string[] {
  return row.type === 'A' ? [...row.variables, ...row.nodeInput.map(({ name }) => name.toUpperCase())] : row.variables
}

/** Rows that pass an answer on by number set the global of that name too, where the bot speaks of it. */
export function namedInputs(row: ActionRow, bot: Bot): readonly { readonly variable: string; readonly from: string }[] {
  return row.nodeInput.flatMap(({ name, node }) => {
    const variable = bot.globals.variable(name.toUpperCase())
    const source = bot.rows.get(node)
    if (variable === null || source?.type !== 'D' || !row.variables.includes(name.toUpperCase())) return []
    return [{ variable, from: bot.answerVariable(source) }]
  })
}
