import type { ActionRun, ActionRunRequestLine } from '../api.ts'
import { defineWords } from '../app/words.ts'
import { JsonView } from '../braze/json-view.tsx'
import { Notice, Tag } from '../ui/index.ts'
import styles from './actions.module.css'

const useWords = defineWords({
  en: {
    outcome: 'Outcome',
    outputs: 'Outputs',
    noOutputs: 'It hands nothing back to the flow.',
    where: 'Where',
    advice: {
      thrown: 'The code threw an error; the log has its message.',
      input: 'The payload does not fit the input of the action; the log says where.',
      output: 'What it returned is no outcome with outputs; the log says why.',
      denied: 'It asked for a host that it may not reach. Add the host to egress in solution.ts.',
      timeout: 'It took too long. Look for a loop, or for a service that does not answer.',
      memory: 'It needs more memory than an action may have.',
      crashed: 'Its process ended in the middle.',
      unauthorized: 'A service refused the key. Check the secret of the sandbox.',
      rejected: 'The service refused the data; the request below shows why.',
    } as { readonly [kind: string]: string },
    log: 'Log',
    noLog: 'It logged nothing. Write log.info(…) to see values here.',
    requests: 'Requests',
    noRequests: 'It asked nothing of the network.',
    blocked: 'kept in',
    failed: 'no answer',
    sent: 'Sent',
    answer: 'Answer',
    took: (ms: number) => `${ms} ms`,
    bytes: (sent: number, received: number) => `${sent} bytes out, ${received} in`,
    time: 'Time',
    memory: 'Memory',
    isolation: 'Isolation',
  },
  ko: {
    outcome: '결과',
    outputs: '출력',
    noOutputs: '플로로 돌려주는 값이 없습니다.',
    where: '위치',
    advice: {
      thrown: '코드에서 오류가 발생했습니다. 로그에 메시지가 있습니다.',
      input: '페이로드가 액션의 입력과 맞지 않습니다. 로그에 위치가 있습니다.',
      output: '반환값이 결과와 출력의 형태가 아닙니다. 로그에 이유가 있습니다.',
      denied: '허용되지 않은 호스트에 요청했습니다. solution.ts의 egress에 호스트를 추가하세요.',
      timeout: '시간이 너무 오래 걸렸습니다. 반복문이나 응답하지 않는 서비스를 확인하세요.',
      memory: '액션이 쓸 수 있는 메모리를 넘었습니다.',
      crashed: '프로세스가 도중에 종료되었습니다.',
      unauthorized: '서비스가 키를 거부했습니다. 샌드박스의 비밀 값을 확인하세요.',
      rejected: '서비스가 데이터를 거부했습니다. 아래 요청에서 이유를 확인하세요.',
    } as { readonly [kind: string]: string },
    log: '로그',
    noLog: '로그가 없습니다. log.info(…)를 쓰면 값이 여기에 보입니다.',
    requests: '요청',
    noRequests: '네트워크 요청이 없습니다.',
    blocked: '차단됨',
    failed: '응답 없음',
    sent: '보낸 내용',
    answer: '응답',
    took: (ms: number) => `${ms}ms`,
    bytes: (sent: number, received: number) => `보냄 ${sent}바이트, 받음 ${received}바이트`,
    time: '시간',
    memory: '메모리',
    isolation: '격리',
  },
})

interface Props {
  readonly run: ActionRun
  readonly onPlace?: (file: string, line: number, column: number) => void
}

/** What became of a run: outcome, outputs, log, requests, time. */
export function RunResult({ run, onPlace }: Props) {
  const words = useWords()
  const { error, outcome, outputs } = run
  return (
    <>
      <div role="status">
        <h3>{words.outcome}</h3>
        <Tag tone={outcome === 'error' ? 'bad' : outcome === 'success' ? 'good' : 'accent'}>{outcome}</Tag>
      </div>
      {error === undefined ? null : <RunError error={error} {...(onPlace === undefined ? {} : { onPlace })} />}
      <div>
        <h3>{words.outputs}</h3>
        {Object.keys(outputs).length === 0 ? (
          <p className={styles.hint} style={{ padding: 0 }}>
            {words.noOutputs}
          </p>
        ) : (
          <JsonView value={outputs} label={words.outputs} />
        )}
      </div>
      <Logs logs={run.logs} />
      <Requests requests={run.requests} />
      <dl className={styles.facts}>
        <dt>{words.time}</dt>
        <dd>{words.took(run.took_ms)}</dd>
        {run.memory_bytes === undefined ? null : (
          <>
            <dt>{words.memory}</dt>
            <dd>{Math.round(run.memory_bytes / 1e6)} MB</dd>
          </>
        )}
        {run.level === undefined ? null : (
          <>
            <dt>{words.isolation}</dt>
            <dd>{run.level}</dd>
          </>
        )}
      </dl>
    </>
  )
}

function RunError({ error, onPlace }: { readonly error: NonNullable<ActionRun['error']> } & Pick<Props, 'onPlace'>) {
  const words = useWords()
  const { place } = error
  return (
    <Notice tone="bad">
      <strong>{error.kind}</strong>: {error.message} {words.advice[error.kind] ?? ''}
      {place === undefined ? null : (
        <div>
          {words.where}:{' '}
          <button
            type="button"
            className={styles.place}
            onClick={() => onPlace?.(place.file, place.line, place.column)}
          >
            {place.file}:{place.line}
          </button>
        </div>
      )}
    </Notice>
  )
}

/** What an action logged, so far or in all. */
export function Logs({ logs }: { readonly logs: ActionRun['logs'] }) {
  const words = useWords()
  return (
    <div>
      <h3>{words.log}</h3>
      {logs.length === 0 ? (
        <p className={styles.hint} style={{ padding: 0 }}>
          {words.noLog}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <ol className={styles.logs} tabIndex={0} aria-label={words.log}>
          {logs.map(({ level, text, at }, index) => (
            <li key={index} data-level={level}>
              <b>{level}</b> <time dateTime={new Date(at).toISOString()}>{clock(at)}</time> {text}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 23)

function Requests({ requests }: { readonly requests: readonly ActionRunRequestLine[] }) {
  const words = useWords()
  return (
    <div>
      <h3>{words.requests}</h3>
      {requests.length === 0 ? (
        <p className={styles.hint} style={{ padding: 0 }}>
          {words.noRequests}
        </p>
      ) : (
        <ul className={styles.requests}>
          {requests.map((line, index) => (
            <li key={index}>
              <RequestLine line={line} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function RequestLine({ line }: { readonly line: ActionRunRequestLine }) {
  const words = useWords()
  const { method, host, path, status, allowed, problem, took_ms, sent_bytes = 0, received_bytes = 0 } = line
  const tone = !allowed || status === undefined || status >= 400 ? 'bad' : 'good'
  return (
    <details>
      <summary>
        <Tag tone={tone}>{allowed ? (status ?? words.failed) : words.blocked}</Tag> {method} {path}{' '}
        <span className={styles.hint} style={{ padding: 0 }}>
          {host} · {words.took(took_ms)} · {words.bytes(sent_bytes, received_bytes)}
        </span>
      </summary>
      {problem === undefined ? null : <p>{problem}</p>}
      {line.body === undefined ? null : (
        <>
          <h3>{words.sent}</h3>
          <JsonView value={line.body} label={words.sent} />
        </>
      )}
      {line.answer === undefined ? null : (
        <>
          <h3>{words.answer}</h3>
          <JsonView value={line.answer} label={words.answer} />
        </>
      )}
    </details>
  )
}
