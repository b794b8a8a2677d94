import type { Figures, NodeFigures, Overview } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import { ErrorNotice, Select, Working } from '../ui/index.ts'
import { Table } from './charted.tsx'
import type { Asked } from './filter.ts'
import { useAddress } from './filter-bar.tsx'
import { formatCount, formatDuration, formatShare, none, sharesOf } from './format.ts'
import { NodeLink } from './node-link.tsx'
import { lossOf } from './paint.ts'
import { meanOf, usualScale } from './rating.ts'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { useOverview, usePaths } from './use-report.ts'
import { useWords } from './words.ts'

/** Two versions side by side, in the same time. */
export function CompareView({ solution, known }: { readonly solution: string; readonly known: Overview }) {
  const words = useWords()
  const { params, asked, change } = useAddress()
  // Asked about without a version, so that both can be chosen.
  const all = useOverview(solution, { ...asked, version: null }).data ?? known
  const numbers = all.versions.flatMap(({ key }) => (key === null ? [] : [Number(key)])).toSorted((a, b) => b - a)
  const [given, other] = (params.get('versions') ?? '').split('-').map(Number)
  const first = numbers.find((each) => each === given) ?? numbers[0]
  const second = numbers.find((each) => each === other && each !== first) ?? numbers.find((each) => each !== first)
  if (first === undefined || second === undefined) return <p>{words.noTwo}</p>
  const options = numbers.map((number) => ({ value: String(number), label: String(number) }))
  const chosen = (one: number | string, two: number | string) => change({ versions: `${one}-${two}` })
  return (
    <section className={styles.card}>
      <h2>{words.compare}</h2>
      <p className={styles.hint}>{words.compareHint}</p>
      <div className={styles.row}>
        <div style={{ width: 160 }}>
          <Select
            label={words.first}
            value={String(first)}
            options={options}
            onChange={(one) => chosen(one, Number(one) === second ? first : second)}
          />
        </div>
        <div style={{ width: 160 }}>
          <Select
            label={words.second}
            value={String(second)}
            options={options.filter(({ value }) => value !== String(first))}
            onChange={(two) => chosen(first, two)}
          />
        </div>
      </div>
      <Compared solution={solution} asked={asked} first={first} second={second} />
    </section>
  )
}

interface ComparedProps {
  readonly solution: string
  readonly asked: Asked
  readonly first: number
  readonly second: number
}

function Compared({ solution, asked, first, second }: ComparedProps) {
  const words = useWords()
  const one = useOverview(solution, { ...asked, version: first })
  const two = useOverview(solution, { ...asked, version: second })
  const [oneWays, twoWays] = [
    usePaths(solution, { ...asked, version: first }),
    usePaths(solution, { ...asked, version: second }),
  ]
  const error = one.error ?? two.error ?? oneWays.error ?? twoWays.error
  if (error !== null) return <ErrorNotice error={error} />
  if (one.data === undefined || two.data === undefined) return <Working label={words.counting} />
  return (
    <>
      <FigureTable one={one.data} two={two.data} names={[`${words.version} ${first}`, `${words.version} ${second}`]} />
      {oneWays.data === undefined || twoWays.data === undefined ? (
        <Working label={words.counting} />
      ) : (
        <LossTable
          solution={solution}
          one={oneWays.data.nodes}
          two={twoWays.data.nodes}
          names={[`${words.version} ${first}`, `${words.version} ${second}`]}
        />
      )}
    </>
  )
}

type Names = readonly [string, string]

function FigureTable({ one, two, names }: { readonly one: Overview; readonly two: Overview; readonly names: Names }) {
  const words = useWords()
  const language = useLanguage()
  const share = (label: string, of: (figures: Figures) => number | null) => {
    const [a, b] = [of(one.period), of(two.period)]
    return [label, formatShare(a, language), formatShare(b, language), points(a, b, language)]
  }
  const rating = ({ period }: Overview) => meanOf(usualScale(period.ratings))
  const mean = (value: number | null) => value?.toLocaleString(language, { maximumFractionDigits: 2 }) ?? none
  return (
    <Table
      caption={words.compare}
      columns={[words.figure, ...names, words.difference].map((name, index) => ({ name, isNumber: index > 0 }))}
      rows={[
        [words.started, formatCount(one.period.started, language), formatCount(two.period.started, language), ''],
        share(words.completed, (figures) => sharesOf(figures).completed),
        share(words.abandoned, (figures) => sharesOf(figures).abandoned),
        share(words.contained, (figures) => sharesOf(figures).contained),
        [words.rating, mean(rating(one)), mean(rating(two)), difference(rating(one), rating(two), language)],
        [
          words.medianTime,
          formatDuration(one.period.median_ms, language),
          formatDuration(two.period.median_ms, language),
          '',
        ],
      ]}
    />
  )
}

function LossTable(props: {
  readonly solution: string
  readonly one: readonly NodeFigures[]
  readonly two: readonly NodeFigures[]
  readonly names: Names
}) {
  const words = useWords()
  const language = useLanguage()
  const { one, two, names, solution } = props
  const nameOf = ({ flow, node }: NodeFigures) => `${flow}.${node}`
  const others = new Map(two.map((node) => [nameOf(node), node]))
  const both = [...one, ...two.filter((node) => !one.some((each) => nameOf(each) === nameOf(node)))]
  const rows = both
    .map((node) => ({
      node,
      a: one.includes(node) ? lossOf(node) : null,
      b: others.has(nameOf(node)) ? lossOf(others.get(nameOf(node)) ?? node) : null,
    }))
    .filter(({ a, b }) => (a ?? 0) > 0 || (b ?? 0) > 0)
    .toSorted((x, y) => Math.abs((y.a ?? 0) - (y.b ?? 0)) - Math.abs((x.a ?? 0) - (x.b ?? 0)))
  return (
    <>
      <h3>{words.lossAt}</h3>
      {rows.length === 0 ? (
        <p className={styles.hint}>{words.noDropOff}</p>
      ) : (
        <Scrolled title={words.lossAt}>
          <Table
            caption={words.lossAt}
            columns={[words.node, ...names, words.difference].map((name, index) => ({ name, isNumber: index > 0 }))}
            rows={rows.map(({ node, a, b }) => [
              <NodeLink key="node" solution={solution} flow={node.flow} node={node.node} withFlow />,
              formatShare(a, language),
              formatShare(b, language),
              points(a, b, language),
            ])}
          />
        </Scrolled>
      )}
    </>
  )
}

/** The first against the second, in percentage points. */
function points(a: number | null, b: number | null, language: string): string {
  return a === null || b === null ? '' : difference(a * 100, b * 100, language)
}

function difference(a: number | null, b: number | null, language: string): string {
  if (a === null || b === null) return ''
  return (a - b).toLocaleString(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
}
