import { useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { SolutionMade } from '../api.ts'
import { queries, useMe } from '../app/api.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, Working } from '../ui/index.ts'
import { chosenFiles, type GivenFile, nameOfFiles, packFiles } from './given-files.ts'
import { NameField } from './name-field.tsx'
import { ProblemList } from './problem-list.tsx'
import { type ImportStage, sendImport } from './send-import.ts'
import { freeName, nameFault } from './solution-name.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

type Stage = ImportStage | { readonly kind: 'packing' } | null

/** Takes in a solution. Whatever goes wrong is said exactly, and nothing is changed by it. */
export function ImportDialog(props: {
  readonly taken: readonly string[]
  readonly files: readonly GivenFile[]
  readonly onClose: () => void
}) {
  const words = useSolutionWords()
  const { data: me } = useMe()
  const { taken, onClose } = props
  const [files, setFiles] = useState(props.files)
  const [name, setName] = useState(() => (props.files.length === 0 ? '' : freeName(nameOfFiles(props.files), taken)))
  const [stage, setStage] = useState<Stage>(null)
  const [error, setError] = useState<unknown>(null)
  const [made, setMade] = useState<SolutionMade | null>(null)
  const sending = useRef<AbortController | null>(null)

  function choose(chosen: readonly GivenFile[]): void {
    if (chosen.length === 0) return
    setFiles(chosen)
    setError(null)
    if (name === '') setName(freeName(nameOfFiles(chosen), taken))
  }

  async function bring(): Promise<void> {
    const controller = new AbortController()
    sending.current = controller
    setError(null)
    setStage({ kind: 'packing' })
    try {
      const packed = await packFiles(files)
      if (packed.kind === 'too-large') throw new Error(words.tooLarge((packed.bytes / 1024 / 1024).toFixed(1)))
      if (packed.kind === 'unreadable') throw new Error(words.unreadable(packed.path))
      const options = { csrf: me?.csrf ?? '', signal: controller.signal, onStage: setStage }
      setMade(await sendImport(name, packed.zip, options))
      void queries.invalidateQueries({ queryKey: ['solutions'] })
    } catch (thrown) {
      if (!controller.signal.aborted) setError(thrown)
    } finally {
      setStage(null)
    }
  }

  function close(): void {
    sending.current?.abort()
    onClose()
  }

  if (made !== null) return <Imported made={made} onClose={onClose} />
  const isReady = files.length > 0 && nameFault(name, taken) === null
  return (
    <Dialog title={words.importTitle} open onClose={close} firm={stage !== null}>
      <p className={styles.quiet} style={{ margin: 0 }}>
        {words.importText}
      </p>
      <Chooser files={files} onChoose={choose} />
      {files.length === 0 ? null : <NameField name={name} taken={taken} onChange={setName} />}
      <Progress stage={stage} />
      {error === null ? null : (
        <>
          <strong>{words.importFailed}</strong>
          <ErrorNotice error={error} />
        </>
      )}
      <DialogActions>
        <Button onPress={close}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void bring()} isDisabled={!isReady || stage !== null}>
          {words.bring}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Chooser(props: {
  readonly files: readonly GivenFile[]
  readonly onChoose: (files: readonly GivenFile[]) => void
}) {
  const words = useSolutionWords()
  const { files, onChoose } = props
  const take = (list: FileList | null): void => onChoose(list === null ? [] : chosenFiles(list))
  return (
    <div className={styles.group}>
      <div className={styles.buttons}>
        <FileTrigger allowsMultiple onSelect={take}>
          <Button>{words.chooseFiles}</Button>
        </FileTrigger>
        <FileTrigger acceptDirectory onSelect={take}>
          <Button>{words.chooseFolder}</Button>
        </FileTrigger>
        <span className={styles.quiet}>{words.orDrop}</span>
      </div>
      {files.length === 0 ? null : <code>{words.chosen(files.length, files[0]?.path ?? '')}</code>}
    </div>
  )
}

function Progress({ stage }: { readonly stage: Stage }) {
  const words = useSolutionWords()
  if (stage === null) return null
  if (stage.kind === 'sending') return <Working label={words.sending} done={stage.done} />
  return <Working label={stage.kind === 'packing' ? words.packing : words.reading} />
}

function Imported({ made, onClose }: { readonly made: SolutionMade; readonly onClose: () => void }) {
  const words = useSolutionWords()
  const navigate = useNavigate()
  const { solution, files, left_out: leftOut, problems } = made
  return (
    <Dialog title={words.importTitle} open onClose={onClose}>
      <Notice tone="good">{words.imported(solution, files)}</Notice>
      {leftOut.length === 0 ? null : (
        <Notice tone="warn">
          {words.leftOut}
          <ul className={styles.problems}>
            {leftOut.map(({ file, reason }) => (
              <li key={file}>
                <code>{file}</code> {reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {problems.length === 0 ? null : (
        <div>
          {words.warningsOf}
          <ProblemList problems={problems} />
        </div>
      )}
      <DialogActions>
        <Button onPress={onClose}>{words.close}</Button>
        <Button kind="primary" onPress={() => void navigate(`/s/${solution}`)} autoFocus>
          {words.toSolution}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
