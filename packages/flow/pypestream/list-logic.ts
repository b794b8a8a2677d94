import type { Bot } from './bot.ts'
import { partId } from './piece.ts'

/** The variable in which a row of a mapped command puts an output that others use. */
export function outputVariable(node: number, output: string, bot: Bot): string {
  return bot.ownVariable(`out_${node < 0 ? `m${-node}` : node}_${output.toLowerCase().slice(0, 30)}`, 'json')
}

/** Id of the node that runs a row's command. */
export function runId(number: number, bot: Bot): string {
  const row = bot.rows.get(number)
  const id = bot.id(number)
  return row?.type === 'A' && bot.setsFirst(row) ? partId(id, 'run') : id
}

/**
 * What a row puts out, as a list to pick from: a list, an asset with its options, or one of these as a text of JSON.
 */
export function listLogic(node: number, output: string, bot: Bot): string {
  const row = bot.rows.get(node)
  if (row?.type === 'A' && bot.mapped(row) !== null) return outputVariable(node, output, bot)
  const path = `results.${runId(node, bot)}.outputs.${output}`
  const read = `type(${path}) == type('') ? bytes(${path}).json() : ${path}`
  return `cel.bind(list, ${read}, has(list.options) ? list.options : list)`
}
