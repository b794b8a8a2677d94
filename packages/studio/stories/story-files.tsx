import { FilePlus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useMay } from '../app/api.ts'
import { fileNameOf } from '../simulator/record-dialog.tsx'
import { usePaths, useSource, useText } from '../source/hooks.ts'
import { Button, ConfirmDialog, Dialog, DialogActions, IconButton, Select, TextField, Working } from '../ui/index.ts'
import { storyFiles, useRuns } from './runs.ts'
import styles from './stories.module.css'
import { useWords } from './words.ts'
import type { LineMark } from './yaml-editor.tsx'

const YamlEditor = lazy(async () => ({ default: (await import('./yaml-editor.tsx')).YamlEditor }))

export interface Shown {
  readonly file: string
  readonly line: number
  readonly count: number
}

/** The files of stories as text, one at a time. */
export function StoryFiles({
  shown,
  onShow,
}: {
  readonly shown: Shown | null
  readonly onShow: (file: string) => void
}) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const [isAdding, setAdding] = useState(false)
  usePaths()
  const files = storyFiles(store).map(({ path }) => path)
  const file = shown !== null && files.includes(shown.file) ? shown.file : (files[0] ?? null)
  return (
    <section className={styles.files} aria-label={words.files}>
      <div className={styles.toolbar}>
        {file === null ? null : (
          <Select
            label={words.file}
            quiet
            value={file}
            options={files.map((value) => ({ value, label: value.replace(/^tests\//, '') }))}
            onChange={onShow}
          />
        )}
        {mayEdit ? (
          <>
            <Button onPress={() => setAdding(true)}>
              <FilePlus size={16} aria-hidden /> {words.add}
            </Button>
            {file === null ? null : <Remove file={file} />}
          </>
        ) : null}
      </div>
      {file === null ? null : <Editor key={file} file={file} goTo={shown?.file === file ? shown : null} />}
      {isAdding ? <AddDialog onClose={() => setAdding(false)} onAdded={onShow} /> : null}
    </section>
  )
}

function Editor({ file, goTo }: { readonly file: string; readonly goTo: Shown | null }) {
  const words = useWords()
  const store = useSource()
  const text = useText(file) ?? ''
  const mayEdit = useMay('solution:edit')
  const { results, problems } = useRuns()
  const marks = useMemo((): readonly LineMark[] => {
    const failed = (results ?? []).flatMap(({ file: own, failedLine, deviation }) =>
      own !== file || failedLine === null || deviation === null
        ? []
        : [
            {
              line: failedLine,
              message: `${words.expected}: ${deviation.expected}\n${words.happened}: ${deviation.happened}`,
            },
          ],
    )
    const broken = problems.flatMap(({ place, reason }) =>
      place.file === file ? [{ line: place.line ?? 1, message: reason }] : [],
    )
    return [...failed, ...broken]
  }, [results, problems, file, words])
  return (
    <div className={styles.editor}>
      <Suspense fallback={<Working label={words.opening} />}>
        <YamlEditor
          value={text}
          label={words.editorOf(file)}
          readOnly={!mayEdit}
          marks={marks}
          goTo={goTo}
          onChange={(next) => store.putText(file, next, { merge: `text ${file}` })}
          onUndo={() => store.undo()}
          onRedo={() => store.redo()}
        />
      </Suspense>
    </div>
  )
}

function Remove({ file }: { readonly file: string }) {
  const words = useWords()
  const store = useSource()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <IconButton name={words.remove} onPress={() => setAsking(true)}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
      <ConfirmDialog
        title={words.remove}
        open={isAsking}
        button={words.remove}
        onConfirm={() => {
          store.putText(file, null)
          setAsking(false)
        }}
        onClose={() => setAsking(false)}
      >
        <p>{words.removeAsk(file)}</p>
      </ConfirmDialog>
    </>
  )
}

function AddDialog(props: { readonly onClose: () => void; readonly onAdded: (file: string) => void }) {
  const words = useWords()
  const store = useSource()
  const [name, setName] = useState('')
  const path = `tests/${fileNameOf(name) || 'conversation'}.test.yaml`
  return (
    <Dialog title={words.add} open onClose={props.onClose}>
      <TextField label={words.newName} value={name} onChange={setName} autoFocus hint={path} />
      <DialogActions>
        <Button onPress={props.onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={name.trim() === ''}
          onPress={() => {
            const present = store.text(path)
            if (present === undefined) store.putText(path, newFile(name.trim()))
            props.onAdded(path)
            props.onClose()
          }}
        >
          {words.create}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** A story that asks to be filled in. */
const newFile = (name: string): string => `# The person: user, pick, form, file, wait. The solution: bot, action, ends.
stories:
  - story: ${JSON.stringify(name)}
    steps:
      - bot: /./
`
