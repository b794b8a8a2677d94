import { useInfiniteQuery } from '@tanstack/react-query'
import { Flag, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { HistoryPage, PointEntry, SittingEntry } from '../api/source.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { useReadOnly } from '../source/hooks.ts'
import { Button, Empty, ErrorNotice, IconButton, TextField, toast, Working } from '../ui/index.ts'
import { PastDialog } from './past-dialog.tsx'
import { colourOf } from './peers.ts'
import styles from './together.module.css'
import { touchedIn } from './touched.ts'
import { useWhen } from './when.ts'

const useWords = defineWords({
  en: {
    loading: 'Loading the history …',
    none: 'No history yet',
    noneWhy:
      'Every change is kept here: who made it, when, and what it was. Any point can be looked at and brought back.',
    points: 'Named points',
    name: 'Name this point',
    nameHint: 'Before the summer campaign',
    keep: 'Keep the present as',
    sittings: 'Changes',
    look: 'Look',
    earlier: 'Earlier',
    unname: (name: string) => `Remove the name "${name}"`,
    more: (count: number) => `and ${count} more`,
    nothing: 'comments only',
    named: 'The point is kept.',
  },
  ko: {
    loading: '기록을 불러오는 중 …',
    none: '아직 기록이 없습니다',
    noneWhy: '모든 변경이 여기에 남습니다: 누가, 언제, 무엇을 바꿨는지. 어느 시점이든 보고 되돌릴 수 있습니다.',
    points: '이름 붙인 시점',
    name: '이 시점에 이름 붙이기',
    nameHint: '여름 캠페인 전',
    keep: '현재 상태를 보관할 이름',
    sittings: '변경',
    look: '보기',
    earlier: '이전 기록',
    unname: (name: string) => `이름 "${name}" 삭제`,
    more: (count: number) => `외 ${count}개`,
    nothing: '댓글만',
    named: '시점을 보관했습니다.',
  },
})

/** Who changed what when; any point of it can be looked at and brought back. */
export function History() {
  const words = useWords()
  const { solution = '' } = useParams()
  const [looked, setLooked] = useState<{ readonly number: number; readonly title: string } | null>(null)
  const path = `/solutions/${encodeURIComponent(solution)}`
  const pages = useInfiniteQuery({
    queryKey: [solution, 'history'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => request<HistoryPage>(`${path}/history${pageParam}`, { signal }),
    getNextPageParam: ({ sittings, more }) => {
      const first = Math.min(...sittings.map((sitting) => sitting.first))
      return more ? `?before=${first}` : undefined
    },
    // Others go on while it is open.
    refetchInterval: 15_000,
    staleTime: 0,
  })
  if (pages.isPending) return <Working label={words.loading} />
  if (pages.error !== null) return <ErrorNotice error={pages.error} />
  const sittings = pages.data.pages.flatMap((page) => page.sittings)
  const points = pages.data.pages[0]?.points ?? []
  return (
    <>
      <Points path={path} solution={solution} points={points} onLook={setLooked} />
      <h3>{words.sittings}</h3>
      {sittings.length === 0 ? <Empty title={words.none}>{words.noneWhy}</Empty> : null}
      <ol className={styles.sittings}>
        {sittings.map((sitting) => (
          <Sitting key={sitting.last} sitting={sitting} onLook={setLooked} />
        ))}
      </ol>
      {pages.hasNextPage ? (
        <Button onPress={() => void pages.fetchNextPage()} isDisabled={pages.isFetchingNextPage}>
          {words.earlier}
        </Button>
      ) : null}
      {looked === null ? null : (
        <PastDialog path={path} solution={solution} {...looked} onClose={() => setLooked(null)} />
      )}
    </>
  )
}

type OnLook = (looked: { readonly number: number; readonly title: string }) => void

const mostPlaces = 6

/** Who pushes from a terminal is known as git knows them: with an address, which nobody needs to read here. */
const shortName = (name: string): string => name.replace(/ <[^<>]*>$/, '')

function Sitting({ sitting, onLook }: { readonly sitting: SittingEntry; readonly onLook: OnLook }) {
  const words = useWords()
  const when = useWhen()
  const { author, from, to, touched, last } = sitting
  const places = touchedIn(touched)
  const time = when(from) === when(to) ? when(to) : `${when(from)} – ${when(to)}`
  return (
    <li className={styles.sitting}>
      <div className={styles.commentHead}>
        <span className={styles.dot} style={{ background: colourOf(author.id || author.name) }} aria-hidden />
        <strong>{shortName(author.name)}</strong>
        <span className={styles.quiet}>{time}</span>
        <Button
          kind="quiet"
          aria-label={`${words.look}: ${author.name}, ${time}`}
          onPress={() => onLook({ number: last, title: time })}
        >
          {words.look}
        </Button>
      </div>
      <p className={styles.places}>
        {places.length === 0 ? words.nothing : places.slice(0, mostPlaces).join(', ')}
        {places.length > mostPlaces ? ` ${words.more(places.length - mostPlaces)}` : ''}
      </p>
    </li>
  )
}

function Points(props: {
  readonly path: string
  readonly solution: string
  readonly points: readonly PointEntry[]
  readonly onLook: OnLook
}) {
  const words = useWords()
  const when = useWhen()
  const readOnly = useReadOnly()
  const [name, setName] = useState('')
  const [error, setError] = useState<unknown>(null)
  const { path, solution, points, onLook } = props
  const ask = (asking: Promise<unknown>, done: () => void) => {
    setError(null)
    asking.then(() => {
      done()
      return queries.invalidateQueries({ queryKey: [solution, 'history'] })
    }, setError)
  }
  const keep = () =>
    ask(request(`${path}/points`, { body: { name } }), () => {
      setName('')
      toast(words.named, 'good')
    })
  return (
    <section aria-label={words.points} className={styles.points}>
      {points.length === 0 ? null : <h3>{words.points}</h3>}
      <ul>
        {points.map((point) => (
          <li key={point.number} className={styles.commentHead}>
            <Flag size={14} aria-hidden />
            <strong>{point.name}</strong>
            <span className={styles.quiet}>
              {point.by}, {when(point.at)}
            </span>
            <Button
              kind="quiet"
              aria-label={`${words.look}: ${point.name}`}
              onPress={() => onLook({ number: point.number, title: point.name })}
            >
              {words.look}
            </Button>
            {readOnly ? null : (
              <IconButton
                name={words.unname(point.name)}
                onPress={() => ask(request(`${path}/points/${point.number}`, { method: 'DELETE' }), () => {})}
              >
                <Trash2 size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <form
          className={styles.naming}
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <TextField label={words.keep} value={name} onChange={setName} placeholder={words.nameHint} />
          <Button type="submit" isDisabled={name.trim() === ''}>
            {words.name}
          </Button>
        </form>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
    </section>
  )
}
