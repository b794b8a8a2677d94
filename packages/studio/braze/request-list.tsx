import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useParams } from 'react-router'
import type { BrazeRequest, BrazeRequests } from '../api.ts'
import { useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { Button, Checkbox, Empty, ErrorNotice, Notice, Tag, TextField, Working } from '../ui/index.ts'
import styles from './braze.module.css'
import type { EnvironmentName } from './data-points.tsx'
import { JsonView } from './json-view.tsx'

const useWords = defineWords({
  en: {
    search: 'Filter',
    searchHint: 'Part of a path, a status or a value.',
    trouble: 'Only those with a problem',
    personal: 'Show people’s own values (this is written to the audit log)',
    refresh: 'Look again',
    loading: 'Fetching the requests …',
    sandbox: (host: string) => `The Braze sandbox at ${host}: it takes what Braze takes, and sends nothing to anybody.`,
    workspace: (host: string) =>
      `What this server sent lately to the workspace at ${host}. Other servers keep their own; a restart forgets it.`,
    masked: 'Values of people are masked.',
    none: 'Nothing runs in this environment yet',
    noneText: 'Publish a version there, or try an action in the sandbox.',
    empty: 'No request yet',
    emptyText: 'Play the solution in the simulator, or run an action: its request appears here.',
    noMatch: 'No request fits the filter.',
    choose: 'Choose a request to see what was sent and answered.',
    sent: 'Sent',
    answer: 'Answer',
    warnings: 'What the sandbox noticed',
    noBody: 'No body.',
    noAnswer: 'No answer came.',
    list: 'Requests',
    took: (ms: number) => `${ms} ms`,
  },
  ko: {
    search: '필터',
    searchHint: '경로, 상태 또는 값의 일부.',
    trouble: '문제가 있는 것만',
    personal: '개인 값 보기 (감사 기록에 남습니다)',
    refresh: '다시 보기',
    loading: '요청을 가져오는 중 …',
    sandbox: (host: string) => `${host}의 Braze 샌드박스: Braze처럼 받지만 아무에게도 보내지 않습니다.`,
    workspace: (host: string) =>
      `이 서버가 ${host} 워크스페이스로 최근에 보낸 요청입니다. 다른 서버는 따로 기억하며, 다시 시작하면 지워집니다.`,
    masked: '개인 값은 가려져 있습니다.',
    none: '이 환경에서 실행 중인 것이 없습니다',
    noneText: '버전을 게시하거나 샌드박스에서 액션을 실행해 보세요.',
    empty: '아직 요청이 없습니다',
    emptyText: '시뮬레이터에서 대화하거나 액션을 실행하면 요청이 여기에 보입니다.',
    noMatch: '필터에 맞는 요청이 없습니다.',
    choose: '요청을 고르면 보낸 내용과 응답이 보입니다.',
    sent: '보낸 내용',
    answer: '응답',
    warnings: '샌드박스가 알아차린 것',
    noBody: '본문 없음.',
    noAnswer: '응답이 오지 않았습니다.',
    list: '요청',
    took: (ms: number) => `${ms}ms`,
  },
})

const isTroubled = ({ status, warnings = [], answer }: BrazeRequest): boolean =>
  status === null || status >= 400 || warnings.length > 0 || (JSON.stringify(answer) ?? '').includes('"errors":[{')

const refetchMs = 5000

/** What went to Braze lately, newest first, one of them in full. */
export function RequestList({ environment }: { readonly environment: EnvironmentName }) {
  const words = useWords()
  const mayReveal = useMay('contact:manage')
  const { solution = '' } = useParams()
  const [search, setSearch] = useState('')
  const [troubled, setTroubled] = useState(false)
  const [personal, setPersonal] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const wanted = useDeferredValue(search)
  const query = new URLSearchParams({ environment, search: wanted, ...(personal ? { personal: 'shown' } : {}) })
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [solution, 'braze-requests', String(query)],
    // Each look at unmasked values is written down: nobody's page is to do that by itself.
    refetchInterval: personal ? false : refetchMs,
    queryFn: () => request<BrazeRequests>(`/solutions/${encodeURIComponent(solution)}/braze/requests?${query}`),
  })
  const shown = (data?.requests ?? []).filter((each) => !troubled || isTroubled(each))
  const open = shown.find(({ id }) => id === chosen)
  if (data?.source === 'none') return <Empty title={words.none}>{words.noneText}</Empty>
  return (
    <div className={styles.tab}>
      {data === undefined ? null : (
        <p className={styles.hint}>
          {data.source === 'sandbox' ? words.sandbox(data.host) : words.workspace(data.host)}{' '}
          {data.masked ? words.masked : ''}
        </p>
      )}
      <div className={styles.filter}>
        <TextField label={words.search} hint={words.searchHint} type="search" value={search} onChange={setSearch} />
        <Checkbox label={words.trouble} checked={troubled} onChange={setTroubled} />
        {data?.source === 'workspace' && mayReveal ? (
          <Checkbox label={words.personal} checked={personal} onChange={setPersonal} />
        ) : null}
        <Button onPress={() => void refetch()}>
          <RefreshCw size={16} aria-hidden /> {words.refresh}
        </Button>
      </div>
      {isPending ? <Working label={words.loading} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {data !== undefined && shown.length === 0 ? (
        wanted === '' && !troubled ? (
          <Empty title={words.empty}>{words.emptyText}</Empty>
        ) : (
          <p role="status">{words.noMatch}</p>
        )
      ) : null}
      {shown.length === 0 ? null : (
        <div className={styles.split}>
          <ul className={styles.lines} aria-label={words.list}>
            {shown.map((each) => (
              <li key={each.id}>
                <Line request={each} pressed={each.id === chosen} onPress={() => setChosen(each.id)} />
              </li>
            ))}
          </ul>
          {open === undefined ? <p>{words.choose}</p> : <Detail request={open} />}
        </div>
      )}
    </div>
  )
}

function Line(props: { readonly request: BrazeRequest; readonly pressed: boolean; readonly onPress: () => void }) {
  const { method, path, status, at } = props.request
  return (
    <button type="button" className={styles.line} aria-pressed={props.pressed} onClick={props.onPress}>
      <Tag tone={isTroubled(props.request) ? 'bad' : 'good'}>{status ?? '–'}</Tag>
      <code style={{ overflowWrap: 'anywhere' }}>
        {method} {path}
      </code>
      <time dateTime={at}>{new Date(at).toLocaleTimeString()}</time>
    </button>
  )
}

function Detail({
  request: { method, path, at, took_ms, error, warnings = [], body, answer },
}: {
  readonly request: BrazeRequest
}) {
  const words = useWords()
  return (
    <section className={styles.detail} aria-label={`${method} ${path}`}>
      <h2 style={{ overflowWrap: 'anywhere' }}>
        {method} {path}
      </h2>
      <p className={styles.hint}>
        {new Date(at).toLocaleString()} {took_ms === undefined ? '' : `· ${words.took(took_ms)}`}
      </p>
      {error === undefined ? null : (
        <Notice tone="bad">
          {words.noAnswer} {error}
        </Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="warn">
          {words.warnings}: <JsonView value={warnings} label={words.warnings} />
        </Notice>
      )}
      <h3>{words.sent}</h3>
      {body === null ? <p>{words.noBody}</p> : <JsonView value={body} label={words.sent} />}
      <h3>{words.answer}</h3>
      {answer === null ? <p>{words.noBody}</p> : <JsonView value={answer} label={words.answer} />}
    </section>
  )
}
