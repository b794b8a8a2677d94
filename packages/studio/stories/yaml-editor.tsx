/** A file of stories as text. Loaded on its own, because the editor is large. It holds no truth: undo is the document's. */
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'react'
import { changeBetween } from '../fields/difference.ts'

export interface LineMark {
  /** From 1. */
  readonly line: number
  readonly message: string
}

export interface YamlEditorProps {
  readonly value: string
  readonly label: string
  readonly readOnly: boolean
  readonly marks: readonly LineMark[]
  /** A line to go to, counted so that the same one can be asked for again. */
  readonly goTo: { readonly line: number; readonly count: number } | null
  readonly onChange: (value: string) => void
  readonly onUndo: () => void
  readonly onRedo: () => void
}

/** A change that came from the document, not from typing. */
const fromOutside = Annotation.define<boolean>()

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-strong)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--text-2)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--text-2)' },
])

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--text)', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'var(--mono)' },
  '.cm-gutters': { backgroundColor: 'var(--surface-2)', color: 'var(--text-2)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--surface-2)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--border)' },
})

export function YamlEditor(props: YamlEditorProps) {
  const holder = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props
  const settings = useRef(new Compartment())
  const { value, label, readOnly, marks, goTo } = props
  useEffect(() => {
    const parent = holder.current
    if (parent === null) return
    const extensions = [...behaviour(() => latest.current), settings.current.of(attributesOf(latest.current))]
    const editor = new EditorView({ parent, state: EditorState.create({ doc: latest.current.value, extensions }) })
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [])
  useEffect(() => {
    const change = view.current === null ? null : changeBetween(view.current.state.doc.toString(), value)
    if (change !== null) view.current?.dispatch({ changes: change, annotations: fromOutside.of(true) })
  }, [value])
  useEffect(() => {
    view.current?.dispatch({ effects: settings.current.reconfigure(attributesOf({ label, readOnly })) })
  }, [label, readOnly])
  useEffect(() => {
    const editor = view.current
    if (editor === null) return
    const found = marks
      .filter(({ line }) => line >= 1 && line <= editor.state.doc.lines)
      .map(({ line, message }): Diagnostic => {
        const { from, to } = editor.state.doc.line(line)
        return { from, to, severity: 'error', message }
      })
    editor.dispatch(setDiagnostics(editor.state, found))
  }, [marks])
  useEffect(() => {
    const editor = view.current
    if (editor === null || goTo === null) return
    const { from } = editor.state.doc.line(Math.min(editor.state.doc.lines, Math.max(1, goTo.line)))
    editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
    editor.focus()
  }, [goTo])
  return <div ref={holder} style={{ height: '100%', minHeight: 0 }} />
}

function behaviour(latest: () => YamlEditorProps): readonly Extension[] {
  const run = (work: () => void) => () => {
    work()
    return true
  }
  return [
    look,
    yaml(),
    indentUnit.of('  '),
    lineNumbers(),
    lintGutter(),
    drawSelection(),
    highlightActiveLine(),
    EditorView.lineWrapping,
    syntaxHighlighting(colours),
    keymap.of([
      { key: 'Mod-z', run: run(() => latest().onUndo()) },
      { key: 'Mod-y', run: run(() => latest().onRedo()) },
      { key: 'Mod-Shift-z', run: run(() => latest().onRedo()) },
      // Escape first, so that the keyboard gets out of the editor: then Tab moves on.
      { key: 'Escape', run: leave },
      indentWithTab,
    ]),
    keymap.of(defaultKeymap),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((each) => each.annotation(fromOutside) === true)) return
      latest().onChange(update.state.doc.toString())
    }),
  ]
}

function leave(editor: EditorView): boolean {
  editor.contentDOM.blur()
  return true
}

const attributesOf = ({ label, readOnly }: Pick<YamlEditorProps, 'label' | 'readOnly'>): Extension => [
  EditorState.readOnly.of(readOnly),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
]
