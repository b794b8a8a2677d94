/**
 * Texts that two people made under one path while neither knew of the other's.
 *
 * A path leads to one text: of two that were made at once the document keeps one everywhere, and what was in the other would be gone
 * without a word. What it said is read while it still can be, and put into the one that stayed. // DS2
 */
import * as Y from 'yjs'

/** A text that lost its path. */
export interface LostText {
  readonly path: string
  readonly text: string
  /** It was made in this browser. */
  readonly isOwn: boolean
}

/** Those that lost their path in what just happened; whoever wrote a text in knowledge of the one before took its place rightly. */
export function lostTexts(texts: Y.Map<Y.Text>, event: Y.YEvent<Y.AbstractType<unknown>>): readonly LostText[] {
  if (event.target !== (texts as Y.AbstractType<unknown>) || !(event instanceof Y.YMapEvent)) return []
  const { transaction } = event
  return [...event.keysChanged].flatMap((path: string): readonly LostText[] => {
    const kept = texts._map.get(path)
    if (kept === undefined || kept.deleted) return []
    const found: LostText[] = []
    for (let item = kept.left; item !== null; item = item.left)
      if (Y.isDeleted(transaction.deleteSet, item.id) && !wasKnownTo(kept, item)) {
        const text = textIn(item, transaction)
        if (text !== '') found.push({ path, text, isOwn: item.id.client === texts.doc?.clientID })
      }
    return found
  })
}

/** Whether whoever made an item had the other one before them. */
function wasKnownTo(made: Y.Item, other: Y.Item): boolean {
  let { origin } = made
  for (let item = made.left; item !== null && origin !== null; item = item.left)
    if (Y.compareIDs(origin, item.lastId)) {
      if (item === other) return true
      origin = item.origin
    }
  return false
}

/** What a text said until just now. */
function textIn(item: Y.Item, transaction: Y.Transaction): string {
  const { content } = item
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Text)) return ''
  let text = ''
  for (let part = content.type._start; part !== null; part = part.right)
    if (part.content instanceof Y.ContentString && Y.isDeleted(transaction.deleteSet, part.id)) text += part.content.str
  return text
}
