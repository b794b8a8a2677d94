import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { DeadLetterDetail, DeadLetterEntry, DeadLetterList, DeadLettersDone } from '../api.ts'
import { queries, useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import {
  Button,
  Checkbox,
  ConfirmDialog,
  DialogActions,
  Empty,
  ErrorNotice,
  Notice,
  Tag,
  TextField,
  toast,
  Working,
} from '../ui/index.ts'
import styles from './braze.module.css'
import type { EnvironmentName } from './data-points.tsx'
import { JsonView } from './json-view.tsx'
import { causeOf, type LetterCause } from './letter-advice.ts'
import { useShowNode } from './use-show-node.ts'

type Advice = { readonly [cause in LetterCause]: string }

const useWords = defineWords({
  en: {
    none: 'Nothing was given up',
    noneText:
      'What Braze refuses for good, or what could not be delivered for days, waits here with its reason until somebody decides.',
    loading: 'Fetching what was given up …',
    what: 'Deliveries that were given up. They hold up nobody; each waits for a decision.',
    all: 'Choose all',
    choose: (name: string) => `Choose ${name}`,
    replay: (count: number) => (count === 0 ? 'Send again' : `Send ${count} again`),
    discard: (count: number) => (count === 0 ? 'Discard' : `Discard ${count}`),
    more: 'Older ones',
    open: 'Choose one to see what it holds and why it was given up.',
    reason: 'Why',
    toDo: 'What to do',
    at: 'Asked for',
    given: 'Given up',
    attempts: (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`),
    doubtful: 'may have been taken',
    input: 'What is sent',
    masked: 'Values of people are masked for you; who may send it again sees them.',
    edit: 'Change what is sent',
    save: 'Save',
    cancel: 'Cancel',
    wrong: 'This is no JSON object.',
    saved: 'Saved. Send it again to try.',
    replayed: (count: number) => `${count} queued again.`,
    discarded: (count: number) => `${count} discarded.`,
    gone: (count: number) => `${count} were no longer there.`,
    sure: (count: number) => (count === 1 ? 'Discard it for good?' : `Discard ${count} for good?`),
    sureText: 'What is discarded never reaches Braze and cannot be brought back.',
    doDiscard: 'Discard for good',
    list: 'Given up',
    show: 'Show the node',
    advice: {
      key: 'Braze did not know the key. Check the key of the environment and the address of its cluster, then send it again.',
      permission: 'The key lacks a permission. Give it in Braze, then send it again.',
      limit: 'Too much was sent at once. Send it again when it is quieter.',
      away: 'Braze could not be reached. Check the connection, then send it again.',
      data: 'Braze refused the data. Change what is sent, or the node for the next time, then send it again.',
      doubt:
        'It may have arrived: look at the profile in Braze first. Sent again, events and increments may be counted twice.',
      other: 'Read the reason, mend what it names, and send it again.',
    } satisfies Advice as Advice,
  },
  ko: {
    none: '포기한 전송이 없습니다',
    noneText:
      'Braze가 완전히 거부했거나 며칠 동안 전달하지 못한 것은, 누군가 결정할 때까지 이유와 함께 여기에 남습니다.',
    loading: '포기한 전송을 가져오는 중 …',
    what: '포기한 전송입니다. 다른 것을 막지 않으며 각각 결정을 기다립니다.',
    all: '모두 선택',
    choose: (name: string) => `${name} 선택`,
    replay: (count: number) => (count === 0 ? '다시 보내기' : `${count}건 다시 보내기`),
    discard: (count: number) => (count === 0 ? '버리기' : `${count}건 버리기`),
    more: '이전 항목',
    open: '하나를 고르면 내용과 이유가 보입니다.',
    reason: '이유',
    toDo: '할 일',
    at: '요청',
    given: '포기',
    attempts: (count: number) => `${count}회 시도`,
    doubtful: '전달되었을 수 있음',
    input: '보내는 내용',
    masked: '개인 값은 가려져 있습니다. 다시 보낼 권한이 있는 사람에게 보입니다.',
    edit: '보내는 내용 바꾸기',
    save: '저장',
    cancel: '취소',
    wrong: 'JSON 객체가 아닙니다.',
    saved: '저장했습니다. 다시 보내 보세요.',
    replayed: (count: number) => `${count}건을 다시 대기열에 넣었습니다.`,
    discarded: (count: number) => `${count}건을 버렸습니다.`,
    gone: (count: number) => `${count}건은 이미 없습니다.`,
    sure: (count: number) => `${count}건을 완전히 버릴까요?`,
    sureText: '버린 것은 Braze에 전달되지 않으며 되돌릴 수 없습니다.',
    doDiscard: '완전히 버리기',
    list: '포기한 전송',
    show: '노드 보기',
    advice: {
      key: 'Braze가 키를 알지 못했습니다. 환경의 키와 클러스터 주소를 확인하고 다시 보내세요.',
      permission: '키에 권한이 없습니다. Braze에서 권한을 준 뒤 다시 보내세요.',
      limit: '한꺼번에 너무 많이 보냈습니다. 한가할 때 다시 보내세요.',
      away: 'Braze에 연결할 수 없었습니다. 연결을 확인하고 다시 보내세요.',
      data: 'Braze가 데이터를 거부했습니다. 보내는 내용(다음을 위해서는 노드)을 고치고 다시 보내세요.',
      doubt:
        '전달되었을 수 있습니다. 먼저 Braze의 프로필을 확인하세요. 다시 보내면 이벤트와 증가값이 두 번 셀 수 있습니다.',
      other: '이유를 읽고 고친 뒤 다시 보내세요.',
    } satisfies Advice as Advice,
  },
})

const pathOf = (solution: string): string => `/solutions/${encodeURIComponent(solution)}/dead-letters`
const listed = 50

/** What was given up: seen, mended, sent again or discarded. */
export function DeadLetters({ environment }: { readonly environment: EnvironmentName }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const mayReplay = useMay('delivery:replay')
  const [pages, setPages] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<string | null>(null)
  const after = pages.at(-1)
  const query = new URLSearchParams({ environment, limit: String(listed), ...(after === undefined ? {} : { after }) })
  const { data, error, isPending } = useQuery({
    queryKey: [solution, 'dead-letters', String(query)],
    queryFn: () => request<DeadLetterList>(`${pathOf(solution)}?${query}`),
  })
  const letters = data?.dead_letters ?? []
  const ids = letters.map(({ id }) => id).filter((id) => chosen.has(id))
  if (isPending) return <Working label={words.loading} />
  if (error !== null) return <ErrorNotice error={error} />
  if (letters.length === 0 && after === undefined) return <Empty title={words.none}>{words.noneText}</Empty>
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <div className={styles.tab}>
      <p className={styles.hint}>{words.what}</p>
      {mayReplay ? (
        <div className={styles.row}>
          <Checkbox
            label={words.all}
            checked={ids.length === letters.length && letters.length > 0}
            onChange={(all) => setChosen(new Set(all ? letters.map(({ id }) => id) : []))}
          />
          <Decide ids={ids} onDone={() => setChosen(new Set())} />
        </div>
      ) : null}
      <div className={styles.split}>
        <ul className={styles.lines} aria-label={words.list}>
          {letters.map((letter) => (
            <li key={letter.id} className={styles.row}>
              {mayReplay ? (
                <Checkbox
                  label={
                    <span style={hidden}>{words.choose(`${letter.flow} ${letter.node} ${letter.given_up_at}`)}</span>
                  }
                  checked={chosen.has(letter.id)}
                  onChange={(isChosen) => choose(letter.id, isChosen)}
                />
              ) : null}
              <Line letter={letter} pressed={open === letter.id} onPress={() => setOpen(letter.id)} />
            </li>
          ))}
        </ul>
        {open === null ? <p>{words.open}</p> : <Detail key={open} id={open} mayReplay={mayReplay} />}
      </div>
      {data?.cursor == null ? null : (
        <Button onPress={() => setPages([...pages, data.cursor ?? ''])}>{words.more}</Button>
      )}
    </div>
  )
}

/** Read out only. */
const hidden = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const

function Line(props: { readonly letter: DeadLetterEntry; readonly pressed: boolean; readonly onPress: () => void }) {
  const words = useWords()
  const { action, flow, node, reason, doubtful, given_up_at } = props.letter
  return (
    <button
      type="button"
      className={styles.line}
      style={{ flex: 1 }}
      aria-pressed={props.pressed}
      onClick={props.onPress}
    >
      <code>{action}</code> {flow} / {node} {doubtful ? <Tag tone="warn">{words.doubtful}</Tag> : null}
      <time dateTime={given_up_at}>{new Date(given_up_at).toLocaleString()}</time>
      <span style={{ flexBasis: '100%' }}>{reason}</span>
    </button>
  )
}

/** Several at once: sent again, or discarded after one more question. */
function Decide({ ids, onDone }: { readonly ids: readonly string[]; readonly onDone: () => void }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const [asking, setAsking] = useState(false)
  const decide = useMutation({
    mutationFn: (deed: 'replay' | 'discard') =>
      request<DeadLettersDone>(`${pathOf(solution)}/${deed}`, { body: { ids } }),
    onSuccess({ done, missing }, deed) {
      toast(deed === 'replay' ? words.replayed(done.length) : words.discarded(done.length), 'good')
      if (missing.length > 0) toast(words.gone(missing.length), 'warn')
      onDone()
      void queries.invalidateQueries({ queryKey: [solution, 'dead-letters'] })
    },
  })
  return (
    <>
      <Button kind="primary" isDisabled={ids.length === 0 || decide.isPending} onPress={() => decide.mutate('replay')}>
        {words.replay(ids.length)}
      </Button>
      <Button kind="danger" isDisabled={ids.length === 0 || decide.isPending} onPress={() => setAsking(true)}>
        {words.discard(ids.length)}
      </Button>
      {decide.error === null ? null : <ErrorNotice error={decide.error} />}
      <ConfirmDialog
        title={words.sure(ids.length)}
        open={asking}
        button={words.doDiscard}
        onConfirm={() => {
          setAsking(false)
          decide.mutate('discard')
        }}
        onClose={() => setAsking(false)}
      >
        <p>{words.sureText}</p>
      </ConfirmDialog>
    </>
  )
}

function Detail({ id, mayReplay }: { readonly id: string; readonly mayReplay: boolean }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const show = useShowNode()
  const [editing, setEditing] = useState(false)
  const key = [solution, 'dead-letters', 'one', id]
  const { data, error, isPending } = useQuery({
    queryKey: key,
    queryFn: () => request<DeadLetterDetail>(`${pathOf(solution)}/${encodeURIComponent(id)}`),
  })
  if (isPending) return <Working label={words.loading} />
  if (error !== null) return <ErrorNotice error={error} />
  return (
    <section className={styles.detail} aria-label={id}>
      <div>
        <h3>{words.reason}</h3>
        <p>{data.reason}</p>
        <h3>{words.toDo}</h3>
        <p>{words.advice[causeOf(data)]}</p>
      </div>
      <p className={styles.hint}>
        {words.at}: {new Date(data.at).toLocaleString()} · {words.given}: {new Date(data.given_up_at).toLocaleString()}{' '}
        · {words.attempts(data.attempts)}
      </p>
      {data.node === '' ? null : (
        <div className={styles.row}>
          <Button onPress={() => show(data.flow, data.node)}>{words.show}</Button>
          {mayReplay && !editing ? <Button onPress={() => setEditing(true)}>{words.edit}</Button> : null}
          {mayReplay ? <Decide ids={[id]} onDone={() => {}} /> : null}
        </div>
      )}
      <h3>{words.input}</h3>
      {data.masked ? <Notice>{words.masked}</Notice> : null}
      {editing ? (
        <Edit letter={data} onEnd={() => setEditing(false)} />
      ) : (
        <JsonView value={data.input} label={words.input} />
      )}
    </section>
  )
}

function readObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function Edit({ letter, onEnd }: { readonly letter: DeadLetterDetail; readonly onEnd: () => void }) {
  const words = useWords()
  const { solution = '' } = useParams()
  const [text, setText] = useState(() => JSON.stringify(letter.input, null, 2))
  const input = readObject(text)
  const save = useMutation({
    mutationFn: () =>
      request<DeadLetterDetail>(`${pathOf(solution)}/${encodeURIComponent(letter.id)}`, {
        method: 'PATCH',
        body: { input },
      }),
    onSuccess(changed) {
      queries.setQueryData([solution, 'dead-letters', 'one', letter.id], changed)
      toast(words.saved, 'good')
      onEnd()
    },
  })
  return (
    <div className={styles.edit}>
      <TextField
        label={words.input}
        value={text}
        onChange={setText}
        error={input === null ? words.wrong : undefined}
        area
      />
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <DialogActions>
        <Button onPress={onEnd}>{words.cancel}</Button>
        <Button kind="primary" isDisabled={input === null || save.isPending} onPress={() => save.mutate()}>
          {words.save}
        </Button>
      </DialogActions>
    </div>
  )
}
