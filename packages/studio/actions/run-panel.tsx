import { useMutation } from '@tanstack/react-query'
import { Play, RotateCcw, Square } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useParams } from 'react-router'
import type { ActionRunLine, ActionRunRequest } from '../api.ts'
import { RequestError } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { useSaid } from '../problems/said.ts'
import { useSource, useText } from '../source/hooks.ts'
import { Button, ErrorNotice, TextField, Working } from '../ui/index.ts'
import { useSurroundings } from '../worker/client.ts'
import { type ActionFile, samplePath } from './action-file.ts'
import styles from './actions.module.css'
import { readPayload } from './payload.ts'
import { runAction } from './run-action.ts'
import { Logs, RunResult } from './run-result.tsx'
import { sampleOf } from './sample.ts'

const useWords = defineWords({
  en: {
    title: 'Try it',
    what: 'Runs the code as it stands, in the sandbox and in the real isolation.',
    payload: 'Sample payload',
    payloadHint: 'JSON, as the flow would pass it in. Kept with the solution: invented values only.',
    wrong: 'Write a JSON object, like { "email": "ada@example.com" }.',
    wrongAt: (line: number) => `This is no JSON. Look at line ${line}.`,
    contact: 'External id of the contact',
    contactHint: 'Left blank: somebody whom the brand does not know.',
    run: 'Run',
    stop: 'Stop',
    again: 'Make a sample from the input',
    running: 'Running …',
    stopped: 'Stopped.',
  },
  ko: {
    title: '실행해 보기',
    what: '지금의 코드를 샌드박스에서 실제 격리 환경으로 실행합니다.',
    payload: '샘플 페이로드',
    payloadHint: '플로가 전달하는 것과 같은 JSON입니다. 솔루션과 함께 저장되므로 지어낸 값만 쓰세요.',
    wrong: '{ "email": "ada@example.com" } 같은 JSON 객체를 쓰세요.',
    wrongAt: (line: number) => `JSON이 아닙니다. ${line}번째 줄을 확인하세요.`,
    contact: '고객의 외부 ID',
    contactHint: '비워 두면 브랜드가 모르는 사람입니다.',
    run: '실행',
    stop: '중지',
    again: '입력에서 샘플 만들기',
    running: '실행 중 …',
    stopped: '중지했습니다.',
  },
})

/** Runs an action with a sample payload and shows what became of it. */
export function RunPanel(props: {
  readonly action: ActionFile
  readonly onPlace: (file: string, line: number, column: number) => void
}) {
  const { action, onPlace } = props
  const words = useWords()
  const { text, setText, keep, renew } = useSample(action.name)
  const [externalId, setExternalId] = useState('')
  const { run, stop, trial, lines } = useRun()
  const payload = readPayload(text)
  const fault =
    payload.kind === 'object' ? undefined : payload.line === null ? words.wrong : words.wrongAt(payload.line)

  function start(): void {
    if (payload.kind !== 'object') return
    keep()
    run({
      action: action.name,
      payload: payload.value,
      environment: 'sandbox',
      ...(externalId === '' ? {} : { context: { contact: { external_id: externalId } } }),
    })
  }

  return (
    <section className={styles.run} aria-label={words.title}>
      <div>
        <h2>{words.title}</h2>
        <p className={styles.hint} style={{ padding: 0 }}>
          {words.what}
        </p>
      </div>
      <TextField
        label={words.payload}
        hint={words.payloadHint}
        value={text}
        onChange={setText}
        onBlur={keep}
        error={fault}
        area
      />
      <TextField label={words.contact} hint={words.contactHint} value={externalId} onChange={setExternalId} />
      <div className={styles.row}>
        {trial.isPending ? (
          <Button onPress={stop}>
            <Square size={16} aria-hidden /> {words.stop}
          </Button>
        ) : (
          <Button kind="primary" onPress={start} isDisabled={payload.kind !== 'object'}>
            <Play size={16} aria-hidden /> {words.run}
          </Button>
        )}
        <Button kind="quiet" onPress={renew}>
          <RotateCcw size={16} aria-hidden /> {words.again}
        </Button>
      </div>
      {trial.isPending ? <Working label={words.running} /> : null}
      {trial.isPending && lines.length > 0 ? <Logs logs={lines} /> : null}
      <Failure error={trial.error} stopped={words.stopped} onPlace={onPlace} />
      {trial.data === undefined ? null : <RunResult run={trial.data} onPlace={onPlace} />}
    </section>
  )
}

function Failure(props: {
  readonly error: unknown
  readonly stopped: string
  readonly onPlace: (file: string, line: number, column: number) => void
}) {
  const { error, stopped, onPlace } = props
  const say = useSaid()
  if (error === null) return null
  if (error instanceof DOMException && error.name === 'AbortError') return <p role="status">{stopped}</p>
  const problems = error instanceof RequestError ? (error.problem.problems ?? []) : []
  return (
    <ErrorNotice error={error}>
      {problems.length === 0 ? null : (
        <ul>
          {problems
            .map((each) => ({ ...each, ...say(each) }))
            .map(({ place, reason, repair }) => (
              <li key={`${place.file ?? ''}:${place.line ?? ''} ${reason}`}>
                {place.file === undefined ? null : (
                  <button
                    type="button"
                    className={styles.place}
                    onClick={() => onPlace(place.file ?? '', place.line ?? 1, place.column ?? 1)}
                  >
                    {place.file}
                    {place.line === undefined ? '' : `:${place.line}`}
                  </button>
                )}{' '}
                {reason} {repair}
              </li>
            ))}
        </ul>
      )}
    </ErrorNotice>
  )
}

/** One run at a time; leaving the page, or pressing stop, ends it on the server too. */
function useRun() {
  const { solution = '' } = useParams()
  const controller = useRef<AbortController | null>(null)
  const [lines, setLines] = useState<readonly ActionRunLine[]>([])
  const trial = useMutation({
    mutationFn: (body: ActionRunRequest) => {
      controller.current = new AbortController()
      setLines([])
      const add = (line: ActionRunLine): void => setLines((before) => [...before, line])
      return runAction(solution, body, add, controller.current.signal)
    },
  })
  useEffect(() => () => controller.current?.abort(), [])
  return { run: trial.mutate, stop: () => controller.current?.abort(), trial, lines }
}

/** The sample as the document keeps it; while nobody wrote one, as the input's schema suggests. */
function useSample(name: string) {
  const store = useSource()
  const { solution = '' } = useParams()
  const { data } = useSurroundings(solution)
  const kept = useText(samplePath(name))
  const signature = data?.actions[name]
  const made = JSON.stringify(sampleOf(signature?.input ?? { type: 'object' }), null, 2)
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? kept ?? made
  return {
    text,
    setText: setTyped,
    /** What is no JSON yet stays here. */
    keep(): void {
      if (typed === null || typed === kept || readPayload(typed).kind !== 'object') return
      store.putText(samplePath(name), typed, { merge: samplePath(name) })
      setTyped(null)
    },
    renew: () => setTyped(made),
  }
}
