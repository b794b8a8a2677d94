import { useEffect, useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useParams } from 'react-router'
import { type NluImport, nluImportBytes } from '../api.ts'
import { useMe } from '../app/api.ts'
import { useLanguage } from '../app/words.ts'
import { type ImportStage, sendImport } from '../solutions/send-import.ts'
import { languageName } from '../texts/language.ts'
import { Button, Dialog, DialogActions, Select, toast, Working } from '../ui/index.ts'
import { filesNow } from './assign.ts'
import { ImportFailure, ImportPreview } from './import-preview.tsx'
import { useImportWords } from './import-words.ts'
import type { NluFiles } from './nlu-document.ts'
import { takenIn } from './taken-in.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'

const accepted = ['.csv', '.tsv', '.json', '.jsonl', '.ndjson', '.yaml', '.yml', '.md', '.zip']

/** Intents out of a file of another program: what would be written is shown, and written as one step. */
export function ImportDialog(props: {
  readonly editing: NluEditing
  readonly own: string
  readonly languages: readonly string[]
  readonly onClose: () => void
}) {
  const words = useImportWords()
  const shownIn = useLanguage()
  const { editing, own, onClose } = props
  const [file, setFile] = useState<File | null>(null)
  const [language, setLanguage] = useState('')
  /** The files as they were when it was asked what would be written over them; `null`: nothing is. */
  const [over, setOver] = useState<NluFiles | null>(null)
  const { looked, stage, error, look, fail } = useLook()
  const isRefused = looked?.problems.some(({ severity }) => severity === 'error') === true

  function ask(next: { readonly file: File | null; readonly language: string; readonly over: boolean }): void {
    setFile(next.file)
    setLanguage(next.language)
    setOver(next.over ? filesNow(editing) : null)
    if (next.file === null) return
    if (next.file.size <= nluImportBytes) void look(next.file, next)
    else fail(new Error(words.tooLarge(nluImportBytes / 1024 / 1024)))
  }

  function add(): void {
    if (looked === null) return
    const taken = takenIn(filesNow(editing), looked, over)
    if (taken === null) {
      toast(words.changed, 'warn')
      ask({ file, language, over: over !== null })
      return
    }
    editing.edit((files) => takenIn(files, looked, over) ?? files)
    const now = filesNow(editing)
    if (looked.files.some(({ path, text }) => now[path] !== text)) {
      fail(new Error(words.notWritten))
      return
    }
    const counts = looked.files.flatMap(({ intents }) => intents)
    const names = new Set(counts.map(({ name }) => name))
    toast(
      words.added(
        names.size,
        counts.reduce((sum, { examples }) => sum + examples, 0),
      ),
      'good',
    )
    onClose()
  }

  return (
    <Dialog title={words.title} open onClose={onClose} firm={stage !== null} wide={looked !== null}>
      <p className={styles.hint}>{words.text}</p>
      <div className={styles.line}>
        <FileTrigger
          acceptedFileTypes={accepted}
          onSelect={(list) => ask({ file: list?.[0] ?? null, language, over: false })}
        >
          <Button kind={looked === null ? 'primary' : 'plain'} isDisabled={stage !== null}>
            {words.choose}
          </Button>
        </FileTrigger>
        {file === null ? null : <code className={styles.path}>{file.name}</code>}
      </div>
      {props.languages.length < 2 ? null : (
        <Select
          label={words.language}
          value={language === '' ? own : language}
          disabled={stage !== null}
          options={props.languages.map((value) => {
            const name = languageName(value, shownIn)
            return { value, label: value === own ? words.ofSolution(name) : name }
          })}
          onChange={(value) => ask({ file, language: value === own ? '' : value, over: over !== null })}
        />
      )}
      {stage === null ? null : stage.kind === 'sending' ? (
        <Working label={words.sending} done={stage.done} />
      ) : (
        <Working label={words.reading} />
      )}
      {looked === null || stage !== null ? null : (
        <ImportPreview
          looked={looked}
          known={new Set(editing.nlu.intents.map(({ name }) => name))}
          over={over !== null}
          onOver={(next) => ask({ file, language, over: next })}
        />
      )}
      {error === null ? null : (
        <>
          <strong>{words.failed}</strong>
          <ImportFailure error={error} />
        </>
      )}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button
          kind={looked === null ? 'plain' : 'primary'}
          isDisabled={looked === null || stage !== null || isRefused}
          onPress={add}
        >
          {words.add}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** Asks the server what would become of a file; of several questions the newest counts. */
function useLook() {
  const { solution = '' } = useParams()
  const { data: me } = useMe()
  const [looked, setLooked] = useState<NluImport | null>(null)
  const [stage, setStage] = useState<ImportStage | null>(null)
  const [error, setError] = useState<unknown>(null)
  const sending = useRef<AbortController | null>(null)
  useEffect(() => () => sending.current?.abort(), [])

  async function look(file: File, how: { readonly language: string; readonly over: boolean }): Promise<void> {
    sending.current?.abort()
    const controller = new AbortController()
    sending.current = controller
    setError(null)
    setLooked(null)
    setStage({ kind: 'sending', done: 0 })
    try {
      // Read now: of a file that was changed since it was chosen nothing is sent, and nobody would be told why.
      const content = new Blob([await file.arrayBuffer()])
      const query = new URLSearchParams({
        name: file.name,
        ...(how.language === '' ? {} : { language: how.language }),
        ...(how.over ? { over: '1' } : {}),
      })
      const path = `/solutions/${encodeURIComponent(solution)}/understanding/import?${query}`
      const options = { csrf: me?.csrf ?? '', signal: controller.signal, onStage: setStage }
      setLooked(await sendImport<NluImport>(path, content, options))
    } catch (thrown) {
      if (!controller.signal.aborted) setError(thrown)
    } finally {
      if (sending.current === controller) setStage(null)
    }
  }

  function fail(reason: unknown): void {
    sending.current?.abort()
    setStage(null)
    setLooked(null)
    setError(reason)
  }
  return { looked, stage, error, look, fail }
}
