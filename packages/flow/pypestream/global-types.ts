/** What the globals of a bot hold. */
import type { VariableType } from '../variable.ts'
import type { Bot } from './bot.ts'
import { restoredTypes } from './restore.ts'
import type { ActionRow, DialogueRow } from './row.ts'

/** What a global holds depends on who writes it; scripts write texts. */
export function typeGlobals(bot: Bot): void {
  const kinds = new Map<string, Set<VariableType>>()
  const note = (name: string, type: VariableType) => void kinds.set(name, (kinds.get(name) ?? new Set()).add(type))
  for (const row of bot.rows.values()) {
    if (row.type === 'D') for (const name of row.variables) note(name, bot.answerType(row))
    else for (const name of new Set([...row.variables, ...mentioned(row)])) note(name, 'text')
  }
  for (const [name, types] of kinds) {
    const [only = 'text'] = types
    const variable = bot.globals.variable(name)
    if (variable !== null) bot.globals.setType(variable, types.size === 1 ? only : 'json')
  }
  typeRestored(bot)
}

/** What may be globals among the words of the parameters. */
function mentioned(row: ActionRow): readonly string[] {
  const text = row.cells.parameters
  return text === undefined ? [] : (text.match(/\b[A-Z][A-Z0-9_]*\b/g) ?? [])
}

/** Nodes that came back as they were need the types that their variables had, where answers fit those. */
function typeRestored(bot: Bot): void {
  const holds = new Map<string, ReadonlySet<VariableType>>()
  for (const row of bot.rows.values()) {
    if (row.type !== 'D') continue
    const types = holdersOf(row, bot)
    for (const name of row.variables) {
      const before = holds.get(name)
      holds.set(name, new Set(before === undefined ? types : types.filter((type) => before.has(type))))
    }
  }
  for (const row of bot.rows.values())
    for (const [global, type] of row.type === 'A' ? restoredTypes(row) : []) {
      const variable = bot.globals.variable(global)
      if (variable !== null && holds.get(global)?.has(type) !== false) bot.globals.setType(variable, type)
    }
}

/** Types of variables that can hold an answer of the row. */
function holdersOf(row: DialogueRow, bot: Bot): readonly VariableType[] {
  const type = bot.answerType(row)
  const { asset } = row
  if (type !== 'text') return [type, 'json']
  if (asset?.kind === 'picker') return [asset.type === 'datepicker' ? 'date' : 'time', 'text', 'json']
  return asset === null || asset.kind === 'scale' ? ['text', 'json'] : ['choice', 'text', 'json']
}
