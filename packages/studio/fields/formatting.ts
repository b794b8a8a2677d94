/**
 * Formatted text (bold, italic, links) shown as it looks while it is edited: the text stays the Markdown that it is, its marks step back.
 * What counts as formatted is what the chat takes for it, see `packages/widget/view/markdown.ts`.
 */
import { type ChangeSpec, EditorSelection, type EditorState, type SelectionRange } from '@codemirror/state'
import { Decoration, EditorView, type KeyBinding, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view'

export type Format = 'bold' | 'italic' | 'link'

const marks: Readonly<Record<Exclude<Format, 'link'>, string>> = { bold: '**', italic: '_' }
const mark = Decoration.mark({ class: 'cm-mark' })
const shown: Readonly<Record<Format, Decoration>> = {
  bold: Decoration.mark({ class: 'cm-bold' }),
  italic: Decoration.mark({ class: 'cm-italic' }),
  link: Decoration.mark({ class: 'cm-link' }),
}

const formatted =
  /\*\*([^*\n]+)\*\*|(?<![\\*])\*([^*\s][^*\n]*)\*|(?<![\p{L}\p{N}_\\])_([^_\n]+)_(?![\p{L}\p{N}_])|(?<!\\)\[([^[\]\n]+)\]\([^()\s]+\)/gu

const decorator = new MatchDecorator({
  regexp: formatted,
  decorate: (add, from, to, match) => {
    const [, bold, star, line, label] = match
    const format = bold !== undefined ? 'bold' : label !== undefined ? 'link' : 'italic'
    const words = bold ?? star ?? line ?? label ?? ''
    const begins = from + (format === 'bold' ? 2 : 1)
    const ends = begins + words.length
    add(from, begins, mark)
    add(begins, ends, shown[format])
    add(ends, to, mark)
  },
})

/** Shows formatted words as they will look. */
export const showFormatting = [
  ViewPlugin.define(
    (view) => ({
      decorations: decorator.createDeco(view),
      update(update: ViewUpdate) {
        this.decorations = decorator.updateDeco(update, this.decorations)
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.theme({
    '.cm-mark': { color: 'var(--text-2)' },
    '.cm-bold': { fontWeight: '700' },
    '.cm-italic': { fontStyle: 'italic' },
    '.cm-link': { color: 'var(--accent)', textDecoration: 'underline' },
  }),
]

/** Ctrl or Cmd with B, I and K, as in every text editor. */
export const formattingKeys: readonly KeyBinding[] = [
  { key: 'Mod-b', run: (view) => format(view, 'bold') },
  { key: 'Mod-i', run: (view) => format(view, 'italic') },
  { key: 'Mod-k', run: (view) => format(view, 'link') },
]

/** Formats what is selected, or the word at the cursor; formatted words lose it again. */
export function format(view: EditorView, as: Format): true {
  view.dispatch(view.state.update(changeOf(view.state, as), { userEvent: 'input.format', scrollIntoView: true }))
  view.focus()
  return true
}

export function changeOf(state: EditorState, as: Format) {
  return state.changeByRange((selected) => {
    const range = selected.empty ? (state.wordAt(selected.head) ?? selected) : selected
    return as === 'link' ? link(state, range) : around(state, range, marks[as])
  })
}

interface Change {
  readonly changes: readonly ChangeSpec[]
  readonly range: SelectionRange
}

function around(state: EditorState, range: SelectionRange, with_: string): Change {
  const { from, to } = range
  const { length } = with_
  const isInside = state.sliceDoc(from - length, from) === with_ && state.sliceDoc(to, to + length) === with_
  if (isInside)
    return {
      changes: [
        { from: from - length, to: from },
        { from: to, to: to + length },
      ],
      range: EditorSelection.range(from - length, to - length),
    }
  return {
    changes: [
      { from, insert: with_ },
      { from: to, insert: with_ },
    ],
    range: EditorSelection.range(from + length, to + length),
  }
}

const target = 'https://'

/** The address comes next, so it is what is selected. */
function link(state: EditorState, { from, to }: SelectionRange): Change {
  const before = `[${state.sliceDoc(from, to)}](`
  const begins = from + before.length
  return {
    changes: [{ from, to, insert: `${before}${target})` }],
    range: EditorSelection.range(begins, begins + target.length),
  }
}
