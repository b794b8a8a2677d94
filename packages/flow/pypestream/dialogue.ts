/**
 * What a dialogue row becomes: something that is said, a question, a hand-over, an end.
 *
 * A question keeps its answer, says with a further node what a pick is called, and leads words that name no pick to where
 * Pypestream leads them: what an intent means, the next node, what nobody understood.
 */
import type { VariableType } from '../variable.ts'
import { askOf, type Label } from './asset-question.ts'
import type { Bot } from './bot.ts'
import { outOfScope } from './intents.ts'
import { type Draft, type Piece, partId } from './piece.ts'
import { type DialogueRow, destinations } from './row.ts'
import { addUnderstanding, understanding } from './understanding.ts'
import { pageOf } from './webview.ts'

export function dialoguePiece(row: DialogueRow, bot: Bot): Piece {
  const id = bot.id(row.number)
  const piece: Piece = new Map()
  const text = bot.text(row, 'message', row.message)
  if (row.behaviors.includes('xfer_to_agent')) handOver(row, id, text, piece, bot)
  else if (waits(row, bot)) ask(row, id, text, piece, bot)
  else if (row.next.length === 0 && row.asset === null) piece.set(id, { kind: 'end', ...(text === '' ? {} : { text }) })
  else say(row, id, text, piece, bot)
  return piece
}

/** Pypestream goes on at once where no answer is required, which makes its buttons useless. */
function waits(row: DialogueRow, bot: Bot): boolean {
  if (row.answerRequired) return true
  if (row.asset === null || row.asset.kind === 'page') return false
  const reason = `The ${row.asset.type} needs an answer, and none is required: it waits for one here.`
  bot.lost(row, 'answer_required', reason, 'Write 1 in "Answer Required?", or take the asset out.')
  return true
}

function handOver(row: DialogueRow, id: string, text: string, piece: Piece, bot: Bot): void {
  const end = partId(id, 'end')
  const skill = bot.text(row, 'skill_tag', row.cells.skill_tag?.trim() ?? '')
  const said = { ...(text === '' ? {} : { text }), ...(skill === '' ? {} : { skill }) }
  piece.set(id, { kind: 'hand-over', ...said, to: { next: end } })
  piece.set(end, { kind: 'end', outcome: 'handed-over' })
  if (row.next.length === 0 && row.asset === null) return
  const column = row.next.length > 0 ? 'next_nodes' : 'asset'
  bot.lost(row, column, 'Nothing follows a transfer to an agent; this is left out.', 'Empty the cell.')
}

function say(row: DialogueRow, id: string, text: string, piece: Piece, bot: Bot): void {
  const content = row.asset?.kind === 'page' ? { content: { type: 'web-view', ...pageOf(row, row.asset, bot) } } : {}
  piece.set(id, { kind: 'say', text, ...content, to: { next: onward(row, id, piece, bot) } })
}

/** Where a row leads that goes on at once: to its child, or to an end. */
function onward(row: DialogueRow, id: string, piece: Piece, bot: Bot): string {
  const [only] = row.next
  if (only === undefined) {
    const end = partId(id, 'end')
    piece.set(end, { kind: 'end' })
    return end
  }
  return row.next.length === 1 ? bot.id(only) : (words(row, id, piece, bot) ?? bot.id(only))
}

function ask(row: DialogueRow, id: string, text: string, piece: Piece, bot: Bot): void {
  const variable = bot.answerVariable(row)
  if (row.behaviors.includes('secure')) bot.sensitive.add(variable)
  const asking = askOf(row, text, bot)
  if (asking.kind === 'picks') {
    picks(row, id, asking, variable, piece, bot)
    return
  }
  const { labels } = asking
  const isNamed = labels !== undefined && labels.length <= mostLabels && bot.keepsAnswer(row)
  const picked = isNamed ? pickedVariable(row, 'choices', bot) : variable
  const to: { [port: string]: string } = {}
  piece.set(id, { kind: 'ask', text: asking.text, answer: asking.answer, variable: picked, to })
  const after = row.asset === null ? (words(row, id, piece, bot) ?? id) : child(row, bot)
  if (isNamed) {
    const names = `{${labels.map((each) => labelEntry(row, each, bot)).join(', ')}}`
    const logic = `${picked}.map(each, ${names}[each])`
    to.next = set(partId(id, 'keep'), { [variable]: logic, ...copies(row, variable, bot) }, after, piece)
  } else to.next = copied(row, id, variable, after, piece, bot)
  if (row.asset?.kind === 'file') to.cancel = after
}

/** What is picked leads somewhere of its own. */
function picks(
  row: DialogueRow,
  id: string,
  asking: Extract<ReturnType<typeof askOf>, { kind: 'picks' }>,
  variable: string,
  piece: Piece,
  bot: Bot,
): void {
  const isKept = bot.keepsAnswer(row)
  const picked = isKept ? pickedVariable(row, 'text', bot) : variable
  const to: { [port: string]: string } = {}
  const main: Draft = { kind: 'ask', text: asking.text, answer: asking.answer, variable: picked, to }
  piece.set(id, main)
  const groups = new Map<number, { id: string; label: string }[]>()
  for (const { id: choice, label, dest } of asking.picks)
    groups.set(dest, [...(groups.get(dest) ?? []), { id: choice, label }])
  for (const [dest, group] of groups) {
    const target = bot.id(dest)
    const first = isKept ? keepLabels(row, id, { picked, variable, group, target }, piece, bot) : target
    for (const choice of group) to[`choice.${choice.id}`] = first
  }
  const typed = row.behaviors.includes('disable_input') ? null : words(row, id, piece, bot)
  if (typed === null) return
  ;(main.answer as { other?: boolean }).other = true
  to.other = isKept
    ? set(partId(id, 'typed'), { [variable]: picked, ...copies(row, variable, bot) }, typed, piece)
    : typed
}

/** The variable of the ids of what is picked, where another one has what that is called. */
function pickedVariable(row: DialogueRow, type: VariableType, bot: Bot): string {
  if (!row.behaviors.includes('secure')) return bot.helper(type)
  const own = bot.ownVariable(`pick_${row.number < 0 ? `m${-row.number}` : row.number}`, type)
  bot.sensitive.add(own)
  return own
}

interface Kept {
  readonly picked: string
  readonly variable: string
  readonly group: readonly { readonly id: string; readonly label: string }[]
  readonly target: string
}

/** As many as a map of CEL has entries. */
const mostLabels = 100

/** Sets the global to what the pick is called. Answers where that begins. */
function keepLabels(row: DialogueRow, id: string, kept: Kept, piece: Piece, bot: Bot): string {
  const { picked, variable, group, target } = kept
  const name = (): string => {
    let index = 0
    while (piece.has(partId(id, 'keep', index))) index += 1
    return partId(id, 'keep', index)
  }
  const [only] = group
  if (group.length === 1 && only !== undefined)
    return set(name(), { [variable]: labelLogic(row, only.label, bot), ...copies(row, variable, bot) }, target, piece)
  let next = target
  for (let from = Math.floor((group.length - 1) / mostLabels) * mostLabels; from >= 0; from -= mostLabels) {
    const some = group.slice(from, from + mostLabels)
    const entries = some.map((choice) => labelEntry(row, choice, bot))
    const label = `{${entries.join(', ')}}[${picked}]`
    const among = `${picked} in [${some.map((choice) => `'${choice.id}'`).join(', ')}]`
    const logic = group.length <= mostLabels ? label : `${among} ? ${label} : ${variable}`
    next = set(name(), { [variable]: logic, ...copies(row, variable, bot) }, next, piece)
  }
  return next
}

/** What a button says, without its icon. */
function labelLogic(row: DialogueRow, label: string, bot: Bot): string {
  return bot.textLogic(row, 'asset', label.replace(/<<[^<>]*>>\s*/g, '').trim())
}

/** An entry of a map from ids to what they are called. */
function labelEntry(row: DialogueRow, { id, label }: Label, bot: Bot): string {
  const logic = labelLogic(row, label, bot)
  return `'${id}': ${logic.startsWith("'") && !logic.includes(' + ') ? logic : `(${logic})`}`
}

/** The other globals of the row hold the same. */
function copies(row: DialogueRow, variable: string, bot: Bot): { [variable: string]: string } {
  return Object.fromEntries(
    row.variables.slice(1).flatMap((global) => {
      const other = bot.globals.variable(global)
      return other === null || other === variable ? [] : [[other, variable]]
    }),
  )
}

function copied(row: DialogueRow, id: string, variable: string, target: string, piece: Piece, bot: Bot): string {
  const others = copies(row, variable, bot)
  return Object.keys(others).length === 0 ? target : set(partId(id, 'copy'), others, target, piece)
}

function set(id: string, values: { readonly [variable: string]: string }, next: string, piece: Piece): string {
  piece.set(id, { kind: 'set', set: values, to: { next } })
  return id
}

/** Where an answer leads whatever it is. */
function child(row: DialogueRow, bot: Bot): string {
  const ways = row.next.length > 0 ? row.next : [...new Set(destinations(row.asset))]
  const [only] = ways
  if (ways.length > 1) {
    const reason = `Of the nodes ${ways.join(', ')} the first counts: this answer leads to one node whatever it is.`
    bot.lost(row, row.next.length > 0 ? 'next_nodes' : 'asset', reason, 'Lead the node to one other.')
  }
  if (only !== undefined) return bot.id(only)
  const repair = 'Write the number of the node that follows.'
  bot.wrong(row, 'next_nodes', 'next_nodes required', 'The answer leads nowhere.', repair)
  return bot.id(row.number)
}

/**
 * Where words lead that name no button: to the node of the intent that they mean, otherwise to the next node without an
 * intent, otherwise to the one for what nobody understood. `null` when there is none of these.
 */
function words(row: DialogueRow, id: string, piece: Piece, bot: Bot): string | null {
  const plain = row.next.filter((number) => {
    const intent = bot.rows.get(number)?.intent ?? null
    return intent === null || intent === outOfScope
  })
  if (plain.length > 1)
    bot.lost(
      row,
      'next_nodes',
      `Of the next nodes ${plain.join(', ')}, none of which has an intent, the first counts.`,
      'Give all but one an intent.',
    )
  const [next = row.nluDisabled ? destinations(row.asset)[0] : undefined] = plain
  const otherwise = next ?? bot.fallback
  const rest = otherwise === null ? null : bot.id(otherwise)
  if (row.nluDisabled || bot.intents.size === 0) return rest
  if (next === undefined && bot.fallback !== null) return bot.understand()
  // Who says what nobody understands is asked again, where no row takes it.
  return addUnderstanding(partId(id, understanding), rest ?? id, piece, bot, row)
}
