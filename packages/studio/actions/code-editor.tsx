import type * as Monaco from 'monaco-editor'
import { useEffect, useRef, useState } from 'react'
import { defineWords, useLanguage } from '../app/words.ts'
import { useSource } from '../source/hooks.ts'
import { ErrorNotice, Working } from '../ui/index.ts'
import styles from './actions.module.css'
import { type CodeModels, createCodeModels } from './code-models.ts'
import { loadMonaco, type MonacoModule } from './monaco.ts'

const useWords = defineWords({
  en: {
    loading: 'Fetching the code editor …',
    tab: 'Tab indents. Press Ctrl+M (on a Mac Ctrl+Shift+M) and Tab moves on instead; F1 lists all commands, Alt+F1 helps with a screen reader.',
    problems: (count: number) => (count === 1 ? '1 problem in this file' : `${count} problems in this file`),
    line: (line: number) => `Line ${line}`,
  },
  ko: {
    loading: '코드 편집기를 가져오는 중 …',
    tab: 'Tab은 들여쓰기입니다. Ctrl+M(Mac은 Ctrl+Shift+M)을 누르면 Tab으로 다음 항목으로 이동합니다. F1은 명령 목록, Alt+F1은 화면 낭독기 도움말입니다.',
    problems: (count: number) => `이 파일의 문제 ${count}개`,
    line: (line: number) => `${line}번째 줄`,
  },
})

/** A place to bring into view, counted so that the same one can be asked for again. */
export interface CodePlace {
  readonly line: number
  readonly column: number
  readonly count: number
}

interface Editor {
  readonly monaco: MonacoModule
  readonly editor: Monaco.editor.IStandaloneCodeEditor
  readonly models: CodeModels
}

/** Edits one code file of the document. Problems that TypeScript finds are listed below it. */
export function CodeEditor(props: {
  readonly path: string
  readonly label: string
  readonly readOnly: boolean
  readonly place: CodePlace | null
}) {
  const { path, label, readOnly, place } = props
  const words = useWords()
  const host = useRef<HTMLDivElement>(null)
  const { open, error } = useEditor(host)
  useEffect(() => {
    if (open === null) return
    open.editor.setModel(open.models.find(path))
    open.editor.updateOptions({ readOnly, ariaLabel: label })
  }, [open, path, label, readOnly])
  useEffect(() => {
    if (open === null || place === null) return
    open.editor.setPosition({ lineNumber: place.line, column: place.column })
    open.editor.revealLineInCenter(place.line)
    open.editor.focus()
  }, [open, place])
  return (
    <div className={styles.code} data-field={`code ${path}`}>
      {error === null ? null : <ErrorNotice error={error} />}
      {open === null && error === null ? <Working label={words.loading} /> : null}
      <div ref={host} className={styles.codeHost} />
      {open === null ? null : <Markers open={open} path={path} />}
      <p className={styles.hint}>{words.tab}</p>
    </div>
  )
}

function useEditor(host: React.RefObject<HTMLDivElement | null>) {
  const store = useSource()
  const language = useLanguage()
  const [open, setOpen] = useState<Editor | null>(null)
  const [error, setError] = useState<unknown>(null)
  // The library speaks the language that it was loaded with.
  const first = useRef(language)
  useEffect(() => {
    let made: Editor | null = null
    let gone = false
    loadMonaco(first.current).then(
      (monaco) => {
        if (gone || host.current === null) return
        const models = createCodeModels(monaco, store)
        const editor = monaco.editor.create(host.current, editorOptions)
        const { KeyMod, KeyCode } = monaco
        // One list of steps for everything that is edited: the editor's own would undo other people's typing.
        editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => store.undo())
        editor.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => store.redo())
        editor.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => store.redo())
        made = { monaco, editor, models }
        setOpen(made)
      },
      (failure: unknown) => {
        if (!gone) setError(failure)
      },
    )
    return () => {
      gone = true
      made?.editor.dispose()
      made?.models.close()
      setOpen(null)
    }
  }, [store, host])
  return { open, error }
}

const editorOptions: Monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  minimap: { enabled: false },
  fontSize: 13,
  tabSize: 2,
  insertSpaces: true,
  scrollBeyondLastLine: false,
  fixedOverflowWidgets: true,
  accessibilitySupport: 'auto',
  quickSuggestions: { strings: true, other: true, comments: false },
}

/** What TypeScript says of the file, for keys and screen readers too. */
function Markers({ open: { monaco, editor }, path }: { readonly open: Editor; readonly path: string }) {
  const words = useWords()
  const [markers, setMarkers] = useState<readonly Monaco.editor.IMarker[]>([])
  useEffect(() => {
    const read = (): void => {
      const uri = editor.getModel()?.uri
      const all = uri === undefined ? [] : monaco.editor.getModelMarkers({ resource: uri })
      setMarkers(all.filter(({ severity }) => severity >= monaco.MarkerSeverity.Warning).slice(0, 50))
    }
    read()
    const listening = [monaco.editor.onDidChangeMarkers(read), editor.onDidChangeModel(read)]
    return () => {
      for (const each of listening) each.dispose()
    }
  }, [monaco, editor])
  if (markers.length === 0) return null
  const show = ({ startLineNumber: lineNumber, startColumn: column }: Monaco.editor.IMarker): void => {
    editor.setPosition({ lineNumber, column })
    editor.revealLineInCenter(lineNumber)
    editor.focus()
  }
  return (
    <details className={styles.markers} open={markers.length <= 3} key={path}>
      <summary>{words.problems(markers.length)}</summary>
      <ul>
        {markers.map((marker) => (
          <li key={`${marker.startLineNumber}:${marker.startColumn} ${marker.message}`}>
            <button type="button" onClick={() => show(marker)}>
              {words.line(marker.startLineNumber)}
            </button>{' '}
            {marker.message.split('\n')[0]}
          </li>
        ))}
      </ul>
    </details>
  )
}
