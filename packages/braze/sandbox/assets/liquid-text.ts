/** What Content Blocks and templates have to know about the Liquid in a text, without rendering it. All in linear time. */

/** Names of the Content Blocks that the texts include: `{{content_blocks.${name}}}`, with or without an id behind. */
export function findContentBlocks(texts: readonly string[]): ReadonlySet<string> {
  const names = texts.flatMap((text) => [...text.matchAll(/content_blocks\.\$\{([\w-]{1,255})\}/g)])
  return new Set(names.map(([, name]) => name ?? ''))
}

/** Texts between `{% translation id %}` and `{% endtranslation %}`, by their ids; the first of an id counts. */
export function findTranslations(texts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const text of texts) {
    let open: { readonly id: string; readonly from: number } | undefined
    for (const tag of text.matchAll(/\{%-? ?(?:translation ([\w.-]{1,255})|endtranslation) ?-?%\}/g)) {
      const [whole, id] = tag
      if (id !== undefined) {
        open = { id, from: tag.index + whole.length }
        continue
      }
      if (open !== undefined && !found.has(open.id)) found.set(open.id, text.slice(open.from, tag.index).trim())
      open = undefined
    }
  }
  return found
}

/** Whether everything that `{{` and `{%` open is closed again: the malformed Liquid that is certain without rendering. */
export function isLiquidClosed(text: string): boolean {
  let open: string | undefined
  for (const [mark] of text.matchAll(/\{\{|\{%|\}\}|%\}/g)) {
    if (open === undefined) {
      if (mark === '{{') open = '}}'
      if (mark === '{%') open = '%}'
    } else if (mark === open) {
      open = undefined
    }
  }
  return open === undefined
}
