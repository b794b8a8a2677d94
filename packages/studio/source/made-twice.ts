/**
 * Texts that two people made under one path while neither knew of the other's.
 *
 * A path leads to one text: of two that were made at once the document keeps one everywhere, and what was in the other would be gone
 * without a word. What it said is read while it still can be, and put into the one that stayed, or beside it. // DS9
 */
import * as Y from 'yjs'

/** A text that lost its path. */
export interface LostText {
  readonly path: string
  readonly text: string
  /** It was made in this browser. */
  readonly isOwn: boolean
  /** A path for it where the two cannot be one: the same in all browsers, so that of several that write it one file is left. */
  readonly beside: string
  /** What put either text under the path, and what the lost one was written with: to take that back would take back what both said. */
  readonly ids: readonly Y.ID[]
}

/** Those that lost their path in what just happened; whoever wrote a text in knowledge of the one before took its place rightly. */
export function lostTexts(texts: Y.Map<Y.Text>, event: Y.YEvent<Y.AbstractType<unknown>>): readonly LostText[] {
  if (event.target !== (texts as Y.AbstractType<unknown>) || !(event instanceof Y.YMapEvent)) return []
  const { transaction } = event
  const taken = new Set(texts.keys())
  return [...event.keysChanged].flatMap((path: string): readonly LostText[] => {
    const kept = texts._map.get(path)
    if (kept === undefined || kept.deleted) return []
    const found: LostText[] = []
    for (let item = kept.left; item !== null; item = item.left)
      if (Y.isDeleted(transaction.deleteSet, item.id) && !wasKnownTo(kept, item)) {
        const parts = partsIn(item, transaction)
        const text = parts.map(({ content }) => content.str).join('')
        if (text === '') continue
        const beside = freePath(path, taken)
        taken.add(beside)
        const ids = [kept.id, item.id, ...parts.map(({ id }) => id)]
        found.push({ path, text, isOwn: item.id.client === texts.doc?.clientID, beside, ids })
      }
    return found
  })
}

/** `nlu/bot.ko.yaml` → `nlu/bot_2.ko.yaml` */
function freePath(path: string, taken: ReadonlySet<string>): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^/]*)?$/.exec(path) ?? []
  let number = 2
  while (taken.has(`${stem}_${number}${ending}`)) number += 1
  return `${stem}_${number}${ending}`
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

/** What a text was until just now. */
function partsIn(item: Y.Item, transaction: Y.Transaction): readonly { readonly id: Y.ID; content: Y.ContentString }[] {
  const { content } = item
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Text)) return []
  const parts: { readonly id: Y.ID; content: Y.ContentString }[] = []
  for (let part = content.type._start; part !== null; part = part.right)
    if (part.content instanceof Y.ContentString && Y.isDeleted(transaction.deleteSet, part.id))
      parts.push({ id: part.id, content: part.content })
  return parts
}
