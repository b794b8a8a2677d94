/**
 * A text field that knows Liquid or CEL. Loaded on its own, because the editor is large; until then `code-field.tsx` shows a plain field.
 *
 * It holds no truth: what it shows is `value`, and undo is the document's.
 */
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { liquid } from '@codemirror/lang-liquid'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  keymap,
  MatchDecorator,
  placeholder,
  tooltips,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { celLanguage } from './cel-language.ts'
import { completeCel, completeLiquid } from './completion.ts'
import { changeBetween } from './difference.ts'
import { type Format, format, formattingKeys, showFormatting } from './formatting.ts'
import type { ScopeName } from './scope.ts'

export interface CodeEditorProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
  readonly language: 'liquid' | 'cel'
  readonly multiline: boolean
  /** Words of a message: bold, italic and links are shown and made. */
  readonly formatted: boolean
  readonly scope: readonly ScopeName[]
  readonly marks: readonly Mark[]
  readonly readOnly: boolean
  readonly label: string
  readonly describedBy: string
  readonly invalid: boolean
  readonly direction?: 'ltr' | 'rtl'
  readonly placeholder?: string
  /** The plain field that it takes the place of had the focus. */
  readonly focused: boolean
  readonly onReady: (hand: EditorHand | null) => void
}

/** What buttons outside of the editor do at its cursor. */
export interface EditorHand {
  readonly insert: (text: string) => void
  readonly format: (as: Format) => void
}

/** A part of the text that is wrong. */
export interface Mark {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}

/** A change that came from the document, not from typing. */
const fromOutside = Annotation.define<boolean>()

const colours = HighlightStyle.define([
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: [tags.keyword, tags.tagName, tags.operatorKeyword], color: 'var(--accent-strong)', fontWeight: '600' },
  { tag: [tags.function(tags.variableName), tags.propertyName], color: 'var(--accent)' },
  { tag: [tags.comment], color: 'var(--text-2)', fontStyle: 'italic' },
])

const look = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'inherit', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.45', overflowX: 'hidden' },
  '.cm-content': { padding: '5px 0', caretColor: 'var(--text)', fontFamily: 'inherit' },
  '.cm-line': { padding: '0 8px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-placeholder': { color: 'var(--text-2)' },
  '.cm-chip': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--accent-strong)',
    borderRadius: '4px',
    padding: '1px 2px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
    border: '1px solid var(--border)',
    borderRadius: '6px',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font)', maxHeight: '14em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-2)', fontStyle: 'normal', marginLeft: '1em' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 8px', maxWidth: '280px' },
  '.cm-diagnostic': { padding: '4px 8px' },
})

const chip = Decoration.mark({ class: 'cm-chip' })
const chips = new MatchDecorator({ regexp: /\{\{[^{}]*\}\}/g, decoration: chip })
const showChips = ViewPlugin.define(
  (view) => ({
    decorations: chips.createDeco(view),
    update(update: ViewUpdate) {
      this.decorations = chips.updateDeco(update, this.decorations)
    },
  }),
  { decorations: (plugin) => plugin.decorations },
)

export function CodeEditor(props: CodeEditorProps) {
  const holder = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props
  const settings = useRef(new Compartment())

  useEffect(() => {
    const parent = holder.current
    if (parent === null) return
    const { value, focused } = latest.current
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        selection: { anchor: value.length },
        extensions: [...behaviour(() => latest.current), settings.current.of(attributesOf(latest.current))],
      }),
    })
    view.current = editor
    if (focused) editor.focus()
    latest.current.onReady({ insert: (text) => insert(editor, text), format: (as) => format(editor, as) })
    return () => {
      latest.current.onReady(null)
      view.current = null
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const change = changeBetween(editor.state.doc.toString(), props.value)
    if (change !== null) editor.dispatch({ changes: change, annotations: fromOutside.of(true) })
  }, [props.value])

  const { label, describedBy, invalid, readOnly, direction, placeholder: example } = props
  useEffect(() => {
    view.current?.dispatch({ effects: settings.current.reconfigure(attributesOf(latest.current)) })
  }, [label, describedBy, invalid, readOnly, direction, example])

  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const end = editor.state.doc.length
    const found = props.marks
      .filter(({ from }) => from <= end)
      .map((mark): Diagnostic => ({ ...mark, to: Math.min(mark.to, end) }))
    editor.dispatch(setDiagnostics(editor.state, found))
  }, [props.marks])

  return <div ref={holder} />
}

function behaviour(latest: () => CodeEditorProps): readonly Extension[] {
  const { language, multiline, formatted } = latest()
  const scope = () => latest().scope
  const complete = language === 'liquid' ? completeLiquid(scope) : completeCel(scope)
  const run = (work: () => void) => () => {
    work()
    return true
  }
  return [
    look,
    drawSelection(),
    EditorView.lineWrapping,
    syntaxHighlighting(colours),
    tooltips({ position: 'fixed', parent: document.body }),
    autocompletion({ override: [complete], icons: false }),
    ...(language === 'liquid' ? [liquid(), showChips] : [celLanguage, closeBrackets(), keymap.of(closeBracketsKeymap)]),
    ...(formatted ? [showFormatting, keymap.of(formattingKeys)] : []),
    // Undo is that of the whole document.
    keymap.of([
      { key: 'Mod-z', run: run(() => latest().onUndo()) },
      { key: 'Mod-y', run: run(() => latest().onRedo()) },
      { key: 'Mod-Shift-z', run: run(() => latest().onRedo()) },
    ]),
    keymap.of(completionKeymap),
    keymap.of(multiline ? standardKeymap : standardKeymap.filter(({ key }) => key !== 'Enter')),
    ...(multiline ? [] : [oneLine]),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return
      if (update.transactions.some((each) => each.annotation(fromOutside) === true)) return
      latest().onChange(update.state.doc.toString())
    }),
  ]
}

/** What is pasted into a field of one line becomes one. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || transaction.newDoc.lines < 2) return transaction
  const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ')
  return [
    {
      changes: { from: 0, to: transaction.startState.doc.length, insert: text },
      selection: { anchor: Math.min(text.length, transaction.newSelection.main.head) },
    },
  ]
})

function attributesOf(props: CodeEditorProps): Extension {
  return [
    EditorState.readOnly.of(props.readOnly),
    EditorView.editable.of(!props.readOnly),
    EditorView.contentAttributes.of({
      'aria-label': props.label,
      'aria-describedby': props.describedBy,
      'aria-multiline': String(props.multiline),
      tabindex: '0',
      ...(props.readOnly ? { 'aria-readonly': 'true' } : {}),
      ...(props.invalid ? { 'aria-invalid': 'true' } : {}),
      ...(props.direction === undefined ? {} : { dir: props.direction }),
      spellcheck: props.language === 'liquid' ? 'true' : 'false',
    }),
    ...(props.placeholder === undefined ? [] : [placeholder(props.placeholder)]),
  ]
}

function insert(editor: EditorView, text: string): void {
  const { from, to } = editor.state.selection.main
  editor.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: 'input',
  })
  editor.focus()
}
