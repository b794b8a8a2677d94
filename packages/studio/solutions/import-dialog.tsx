import { useRef, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useNavigate } from 'react-router'
import type { ImportInto, SolutionMade } from '../api.ts'
import { queries, useMe } from '../app/api.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, Working } from '../ui/index.ts'
import { chosenFiles, type GivenFile, nameOfFiles, packFiles } from './given-files.ts'
import { LeftOut, LookedAt, Target } from './import-into.tsx'
import { NameField } from './name-field.tsx'
import { ProblemList } from './problem-list.tsx'
import { type ImportStage, sendImport } from './send-import.ts'
import { freeName, nameFault } from './solution-name.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

type Stage = ImportStage | { readonly kind: 'packing' } | null

/** Takes in a solution, as a new one or into one that there is. Whatever goes wrong is said exactly, and nothing is changed by it. */
export function ImportDialog(props: {
  readonly taken: readonly string[]
  /** Those that something can be brought into. */
  readonly existing: readonly string[]
  readonly files: readonly GivenFile[]
  /** The one that was asked for; absent: a new one is proposed. */
  readonly into?: string
  readonly onClose: () => void
}) {
  const words = useSolutionWords()
  const { data: me } = useMe()
  const { taken, existing, onClose } = props
  const [files, setFiles] = useState(props.files)
  const [into, setInto] = useState<string | null>(props.into ?? null)
  const [name, setName] = useState(() => (props.files.length === 0 ? '' : freeName(nameOfFiles(props.files), taken)))
  const [stage, setStage] = useState<Stage>(null)
  const [error, setError] = useState<unknown>(null)
  const [looked, setLooked] = useState<ImportInto | null>(null)
  const [removes, setRemoves] = useState(false)
  const [done, setDone] = useState<Done | null>(null)
  const sending = useRef<AbortController | null>(null)

  /** What was looked at is no longer what would be done. */
  function anew(): void {
    sending.current?.abort()
    setError(null)
    setLooked(null)
    setRemoves(false)
  }

  function choose(chosen: readonly GivenFile[]): void {
    if (chosen.length === 0) return
    anew()
    setFiles(chosen)
    if (name === '') setName(freeName(nameOfFiles(chosen), taken))
  }

  async function send<Answer>(path: string, onAnswer: (answer: Answer) => void): Promise<void> {
    const controller = new AbortController()
    sending.current = controller
    setError(null)
    setStage({ kind: 'packing' })
    try {
      const packed = await packFiles(files)
      if (packed.kind === 'too-large') throw new Error(words.tooLarge((packed.bytes / 1024 / 1024).toFixed(1)))
      if (packed.kind === 'unreadable') throw new Error(words.unreadable(packed.path))
      const options = { csrf: me?.csrf ?? '', signal: controller.signal, onStage: setStage }
      onAnswer(await sendImport<Answer>(path, packed.zip, options))
    } catch (thrown) {
      if (!controller.signal.aborted) setError(thrown)
    } finally {
      if (sending.current === controller) setStage(null)
    }
  }

  const intoPath = (query: { readonly [name: string]: string }, withRemoval: boolean): string =>
    `/solutions/${into}/imports?${new URLSearchParams({ ...query, ...(withRemoval ? { remove: '1' } : {}) })}`
  const look = (withRemoval: boolean) => send<ImportInto>(intoPath({ look: '1' }, withRemoval), setLooked)
  const finish = (made: Done): void => {
    setDone(made)
    void queries.invalidateQueries({ queryKey: ['solutions'] })
  }
  const bring = () =>
    into === null
      ? send<SolutionMade>(`/imports?${new URLSearchParams({ name })}`, (made) =>
          finish({ ...made, text: words.imported(made.solution, made.files) }),
        )
      : send<ImportInto>(intoPath({ point: words.before(files[0]?.path ?? '').slice(0, 120) }, removes), (made) =>
          finish({ ...made, text: words.importedInto(made.solution, made.changed.length) }),
        )

  function close(): void {
    sending.current?.abort()
    onClose()
  }

  if (done !== null) return <Imported made={done} onClose={onClose} />
  const isReady = files.length > 0 && stage === null && (into !== null || nameFault(name, taken) === null)
  const isToLook = into !== null && looked === null
  return (
    <Dialog title={words.importTitle} open onClose={close} firm={stage !== null} wide={looked !== null}>
      <p className={styles.quiet} style={{ margin: 0 }}>
        {words.importText}
      </p>
      <Chooser files={files} onChoose={choose} />
      <Target
        existing={existing}
        into={into}
        onChange={(next) => {
          anew()
          setInto(next)
        }}
      />
      {files.length === 0 || into !== null ? null : <NameField name={name} taken={taken} onChange={setName} />}
      {looked === null ? null : (
        <LookedAt
          looked={looked}
          removes={removes}
          disabled={stage !== null}
          onRemoves={(next) => {
            setRemoves(next)
            void look(next)
          }}
        />
      )}
      <Progress stage={stage} />
      {error === null ? null : (
        <>
          <strong>{words.importFailed}</strong>
          <ErrorNotice error={error} />
        </>
      )}
      <DialogActions>
        <Button onPress={close}>{words.cancel}</Button>
        {isToLook ? (
          <Button kind="primary" onPress={() => void look(removes)} isDisabled={!isReady}>
            {words.look}
          </Button>
        ) : (
          <Button kind="primary" onPress={() => void bring()} isDisabled={!isReady || looked?.changed.length === 0}>
            {into === null ? words.bring : words.bringInto(into)}
          </Button>
        )}
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

/** What came of it. */
type Done = Pick<SolutionMade, 'solution' | 'left_out' | 'problems'> & { readonly text: string }

function Imported({ made, onClose }: { readonly made: Done; readonly onClose: () => void }) {
  const words = useSolutionWords()
  const navigate = useNavigate()
  const { solution, text, left_out: leftOut, problems } = made
  return (
    <Dialog title={words.importTitle} open onClose={onClose}>
      <Notice tone="good">{text}</Notice>
      <LeftOut files={leftOut} />
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
