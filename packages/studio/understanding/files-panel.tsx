import { lazy, Suspense, useMemo } from 'react'
import { useSource, useText } from '../source/hooks.ts'
import type { LineMark } from '../stories/yaml-editor.tsx'
import { Empty, Select, Working } from '../ui/index.ts'
import type { NluFiles } from './nlu-document.ts'
import { type FilePlace, type ShowFile, useNluProblems } from './nlu-problems.tsx'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

const YamlEditor = lazy(async () => ({ default: (await import('../stories/yaml-editor.tsx')).YamlEditor }))

/** The files of understanding as text, one at a time: for what the other tabs do not show, and for what cannot be read. */
export function FilesPanel(props: {
  readonly files: NluFiles
  readonly shown: FilePlace | null
  readonly readOnly: boolean
  readonly onShow: ShowFile
}) {
  const words = useWords()
  const paths = Object.keys(props.files)
  const file = paths.find((path) => path === props.shown?.file) ?? paths[0]
  if (file === undefined) return <Empty title={words.none}>{words.noneText}</Empty>
  return (
    <div className={styles.panel}>
      <Select
        label={words.file}
        value={file}
        options={paths.map((path) => ({ value: path, label: path }))}
        onChange={(path) => props.onShow(path)}
      />
      <FileText
        key={file}
        file={file}
        goTo={props.shown?.file === file ? props.shown : null}
        readOnly={props.readOnly}
      />
    </div>
  )
}

function FileText(props: { readonly file: string; readonly goTo: FilePlace | null; readonly readOnly: boolean }) {
  const words = useWords()
  const store = useSource()
  const { file } = props
  const text = useText(file) ?? ''
  const problems = useNluProblems()
  const marks = useMemo(
    (): readonly LineMark[] =>
      problems.flatMap(({ severity, place, reason, repair }) =>
        severity === 'error' && place.file === file ? [{ line: place.line ?? 1, message: `${reason} ${repair}` }] : [],
      ),
    [problems, file],
  )
  return (
    <div className={styles.text}>
      <Suspense fallback={<Working label={words.openingFile} />}>
        <YamlEditor
          value={text}
          label={words.textOf(file)}
          readOnly={props.readOnly}
          marks={marks}
          goTo={props.goTo}
          onChange={(next) => store.putText(file, next, { merge: `text ${file}` })}
          onUndo={() => store.undo()}
          onRedo={() => store.redo()}
        />
      </Suspense>
    </div>
  )
}
