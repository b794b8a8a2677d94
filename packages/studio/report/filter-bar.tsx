import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Overview, Part } from '../api.ts'
import { Button, Select } from '../ui/index.ts'
import { readAsked, spans, withParams } from './filter.ts'
import styles from './report.module.css'
import { useWords } from './words.ts'

/** Changes the address; the page follows it. */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const change = (changes: { readonly [name: string]: string | null }) =>
    setParams((now) => withParams(now, changes), { replace: true })
  return { params, asked: readAsked(params), change }
}

const everything = '*'

/** What is counted. `known`: what there is to choose from, as far as it is counted already. `children`: further filters; `below`: a line of its own. */
export function FilterBar({
  known,
  children,
  below,
}: {
  readonly known: Overview | undefined
  readonly children?: ReactNode
  readonly below?: ReactNode
}) {
  const words = useWords()
  const { asked, change, params } = useAddress()
  const { environment, version, channel, language, campaign } = asked
  const isNarrowed = [version, channel, language, campaign].some((value) => value !== null)
  return (
    <search className={styles.filters} aria-label={words.filters}>
      <Select
        label={words.environment}
        value={environment}
        options={[
          { value: 'prod', label: words.prod },
          { value: 'sandbox', label: words.sandbox },
        ]}
        onChange={(value) => change({ environment: value === 'prod' ? null : value, version: null })}
      />
      <RangeFilter />
      <PartFilter
        label={words.version}
        value={version === null ? null : String(version)}
        parts={known?.versions}
        shown={(key) => (key === '0' ? words.preview : key)}
        onChange={(value) => change({ version: value })}
      />
      <PartFilter
        label={words.channel}
        value={channel}
        parts={known?.channels}
        onChange={(value) => change({ channel: value })}
      />
      <PartFilter
        label={words.language}
        value={language}
        parts={known?.languages}
        onChange={(value) => change({ language: value })}
      />
      <PartFilter
        label={words.campaign}
        value={campaign}
        parts={known?.campaigns}
        onChange={(value) => change({ campaign: value })}
      />
      {children}
      {isNarrowed || [...params.keys()].some((name) => narrowing.has(name)) ? (
        <div className={styles.tight}>
          <Button kind="quiet" onPress={() => change(Object.fromEntries([...narrowing].map((name) => [name, null])))}>
            {words.clear}
          </Button>
        </div>
      ) : null}
      {below}
    </search>
  )
}

const narrowing: ReadonlySet<string> = new Set([
  'version',
  'channel',
  'language',
  'campaign',
  'status',
  'node',
  'at',
  'rating',
  'text',
])

function RangeFilter() {
  const words = useWords()
  const { asked, change } = useAddress()
  const { range } = asked
  const isOwn = typeof range === 'object'
  const today = localDay(new Date())
  return (
    <>
      <Select
        label={words.range}
        value={isOwn ? 'own' : range}
        options={[
          ...spans.map((span) => ({ value: span, label: words.spans[span] })),
          { value: 'own', label: words.own },
        ]}
        onChange={(value) => {
          if (value === 'own') change({ range: null, from: today, to: today })
          else change({ range: value, from: null, to: null })
        }}
      />
      {isOwn ? (
        <>
          <Day label={words.from} value={range.from} most={range.to} onChange={(from) => change({ from })} />
          <Day label={words.to} value={range.to} least={range.from} onChange={(to) => change({ to })} />
        </>
      ) : null}
    </>
  )
}

function Day(props: {
  readonly label: string
  readonly value: string
  readonly least?: string
  readonly most?: string
  readonly onChange: (value: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <label className={styles.day}>
      {props.label}
      <input
        type="date"
        value={draft ?? props.value}
        {...(props.least === undefined ? {} : { min: props.least })}
        {...(props.most === undefined ? {} : { max: props.most })}
        onChange={(event) => {
          setDraft(event.target.value)
          if (event.target.checkValidity() && event.target.value !== '') props.onChange(event.target.value)
        }}
        onBlur={() => setDraft(null)}
      />
    </label>
  )
}

const localDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-')

function PartFilter(props: {
  readonly label: string
  readonly value: string | null
  readonly parts: readonly Part[] | undefined
  readonly shown?: (key: string) => string
  readonly onChange: (value: string | null) => void
}) {
  const words = useWords()
  const { value, shown = (key: string) => key } = props
  const keys = (props.parts ?? []).flatMap(({ key }) => key ?? (props.label === words.version ? '0' : []))
  const all = value === null || keys.includes(value) ? keys : [value, ...keys]
  return (
    <Select
      label={props.label}
      value={value ?? everything}
      options={[{ value: everything, label: words.all }, ...all.map((key) => ({ value: key, label: shown(key) }))]}
      onChange={(next) => props.onChange(next === everything ? null : next)}
    />
  )
}
