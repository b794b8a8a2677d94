import type { Bot } from './bot.ts'
import { type Piece, partId } from './piece.ts'
import type { Row } from './row.ts'

/** Name of nodes that understand what was said. */
export const understanding = 'understand'

/** Of the intents that one `understand` node tells apart. */
const mostIntents = 200

/** Adds the nodes that lead each intent to its row, and everything else to `rest`. Answers where they begin. */
export function addUnderstanding(id: string, rest: string, piece: Piece, bot: Bot, row: Row): string {
  const intents = [...bot.intents]
  if (!bot.affords(row, intents.length)) return rest
  let target = rest
  for (let part = Math.floor((intents.length - 1) / mostIntents); part >= 0; part--) {
    const some = intents.slice(part * mostIntents, (part + 1) * mostIntents)
    const named = some.map(([name, number]) => ({ intent: bot.intentIds.get(name) ?? name, node: bot.id(number) }))
    const to = Object.fromEntries([...named.map(({ intent, node }) => [intent, node]), ['else', target]])
    const place = part === 0 ? id : partId(id, 'more', part)
    piece.set(place, { kind: 'understand', intents: named.map(({ intent }) => ({ intent })), to })
    target = place
  }
  return target
}
