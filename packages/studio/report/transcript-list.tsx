import { Link } from 'react-router'
import type { TranscriptRow } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import { Button, Empty, Tag, type Tone } from '../ui/index.ts'
import { formatMoment } from './format.ts'
import styles from './transcripts.module.css'
import { useWords } from './words.ts'

const tones: { readonly [status in TranscriptRow['status']]: Tone | 'accent' } = {
  ended: 'good',
  abandoned: 'bad',
  waiting: 'plain',
  working: 'plain',
  'with-agent': 'accent',
}

/** Conversations, newest first. `hrefOf`: where one is read. */
export function TranscriptRows(props: {
  readonly rows: readonly TranscriptRow[]
  readonly chosen: string | undefined
  readonly hrefOf: (conversation: string) => string
  readonly more: (() => void) | null
  readonly isLoading: boolean
}) {
  const words = useWords()
  const { rows, chosen, hrefOf, more, isLoading } = props
  if (rows.length === 0) return <Empty title={words.noTranscripts}>{words.noTranscriptsText}</Empty>
  return (
    <nav aria-label={words.list}>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link className={styles.item} to={hrefOf(row.id)} {...(row.id === chosen && { 'aria-current': 'page' })}>
              <Row row={row} />
            </Link>
          </li>
        ))}
      </ul>
      {more === null ? null : (
        <Button onPress={more} isDisabled={isLoading}>
          {isLoading ? words.counting : words.more}
        </Button>
      )}
    </nav>
  )
}

function Row({ row }: { readonly row: TranscriptRow }) {
  const words = useWords()
  const language = useLanguage()
  return (
    <>
      <span className={styles.meta}>
        <StatusTag status={row.status} />
        <time dateTime={new Date(row.started_at).toISOString()}>{formatMoment(row.started_at, language)}</time>
        <span>{row.channel}</span>
        {row.language === null ? null : <span>{row.language}</span>}
        {row.campaign === null ? null : <span>{row.campaign}</span>}
      </span>
      <span className={styles.excerpt}>{row.excerpt ?? '…'}</span>
      <span className={styles.meta}>
        <span>{words.messages(row.messages)}</span>
        <span>{row.version === null ? words.preview : `${words.version} ${row.version}`}</span>
        {row.node === null ? null : <span>{`${row.flow}.${row.node}`}</span>}
        <RatingOf row={row} />
        {row.handed_over ? <Tag tone="accent">{words.handedOver}</Tag> : null}
      </span>
    </>
  )
}

export function StatusTag({ status }: { readonly status: TranscriptRow['status'] }) {
  const words = useWords()
  return <Tag tone={tones[status]}>{words.shownStatus[status]}</Tag>
}

export function RatingOf({ row }: { readonly row: Pick<TranscriptRow, 'rating' | 'rating_most'> }) {
  const words = useWords()
  if (row.rating === null || row.rating_most === null) return null
  return (
    <span>
      {words.rating}: {words.ratingOf(row.rating, row.rating_most)}
    </span>
  )
}
