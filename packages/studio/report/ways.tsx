import { lazy, Suspense, useMemo } from 'react'
import { Link } from 'react-router'
import type { NodeFigures, Paths, ReportedFlows } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import type { Paint } from '../editor/state.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { Notice, Select, Working } from '../ui/index.ts'
import { Table } from './charted.tsx'
import { useAddress } from './filter-bar.tsx'
import { formatCount, formatDuration, formatShare } from './format.ts'
import { NodeLink, transcriptsTo } from './node-link.tsx'
import { inOrder, lossOf, paintOf } from './paint.ts'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { useWords } from './words.ts'

const Canvas = lazy(() => import('../canvas/canvas.tsx').then(({ Canvas: loaded }) => ({ default: loaded })))

/** One flow with everybody's ways painted on it, and the same as a table. */
export function WaysView({
  solution,
  paths,
  reported,
  versions,
}: {
  readonly solution: string
  readonly paths: Paths
  readonly reported: ReportedFlows
  /** How many versions the counted conversations are on. */
  readonly versions: number
}) {
  const words = useWords()
  const language = useLanguage()
  const { params, asked, change } = useAddress()
  const flows = flowNames(paths, reported)
  const flow = flows.find((each) => each === params.get('flow')) ?? flows[0]
  const nodes = useMemo(() => paths.nodes.filter((node) => node.flow === flow), [paths, flow])
  const file = flow === undefined ? undefined : (reported.flows[flow] as FlowFile | undefined)
  const paint = useMemo(
    (): Paint | null =>
      flow === undefined
        ? null
        : paintOf(flow, nodes, {
            title: words.paintTitle,
            entered: (count) => formatCount(count, language),
            lost: (count, share) => words.lostOf(formatCount(count, language), formatShare(share, language)),
            share: (share) => formatShare(share, language),
          }),
    [flow, nodes, words, language],
  )
  return (
    <>
      <Unseen paths={paths} />
      {asked.version === null && versions > 1 ? <Notice>{words.mixed}</Notice> : null}
      <div className={styles.row}>
        <div style={{ width: 240 }}>
          <Select
            label={words.flow}
            value={flow ?? null}
            options={flows.map((name) => ({ value: name, label: name }))}
            onChange={(name) => change({ flow: name })}
          />
        </div>
        <p className={styles.hint}>{reported.version === null ? words.noVersion : words.paintHint(reported.version)}</p>
      </div>
      {file === undefined || flow === undefined ? null : (
        <div className={styles.canvas}>
          <Suspense fallback={<Working label={words.counting} />}>
            <Canvas key={`${reported.version} ${flow}`} flow={flow} file={file} paint={paint} readOnly />
          </Suspense>
        </div>
      )}
      {nodes.length === 0 ? <p>{words.noWays}</p> : <WaysTable solution={solution} nodes={inOrder(file, nodes)} />}
      <ErrorTable solution={solution} nodes={paths.nodes} />
    </>
  )
}

/** Flows that anybody was in first, then those that nobody was in. */
function flowNames(paths: Paths, reported: ReportedFlows): readonly string[] {
  const came = new Map<string, number>()
  for (const { flow, entered } of paths.nodes) came.set(flow, (came.get(flow) ?? 0) + entered)
  const names = new Set([...came.keys(), ...Object.keys(reported.flows)])
  return [...names].toSorted((a, b) => (came.get(b) ?? 0) - (came.get(a) ?? 0))
}

/** Conversations that began before ways were recorded. */
export function Unseen({ paths }: { readonly paths: Paths }) {
  const words = useWords()
  const language = useLanguage()
  if (paths.without_visits === 0) return null
  return <Notice tone="warn">{words.unseen(formatCount(paths.without_visits, language))}</Notice>
}

function WaysTable({ solution, nodes }: { readonly solution: string; readonly nodes: readonly NodeFigures[] }) {
  const words = useWords()
  const language = useLanguage()
  const count = (value: number) => formatCount(value, language)
  const columns = [
    words.node,
    words.came,
    words.leftBy,
    words.ended,
    words.stopped,
    words.loss,
    words.here,
    words.median,
  ]
  return (
    <Scrolled title={words.ways}>
      <Table
        caption={words.ways}
        columns={columns.map((name, index) => ({ name, isNumber: index !== 0 && index !== 2 }))}
        rows={nodes.map((node) => [
          <NodeLink key="node" solution={solution} flow={node.flow} node={node.node} />,
          `${count(node.entered)} (${count(node.conversations)})`,
          <Ports key="ports" node={node} />,
          count(node.ended),
          node.stopped <= 0 ? count(0) : <Stopped key="stopped" solution={solution} node={node} />,
          formatShare(lossOf(node), language),
          count(node.here),
          formatDuration(node.median_ms, language),
        ])}
      />
    </Scrolled>
  )
}

function Ports({ node }: { readonly node: NodeFigures }) {
  const words = useWords()
  const language = useLanguage()
  const ports = [...node.ports, ...(node.moved > 0 ? [{ port: words.moved, count: node.moved }] : [])]
  return (
    <>
      {ports.map(({ port, count }) => (
        <div key={port}>
          {port}: {formatCount(count, language)} ({formatShare(node.entered === 0 ? 0 : count / node.entered, language)}
          )
        </div>
      ))}
    </>
  )
}

function Stopped({ solution, node }: { readonly solution: string; readonly node: NodeFigures }) {
  const words = useWords()
  const language = useLanguage()
  const { params } = useAddress()
  return (
    <Link to={transcriptsTo(solution, params, { node: `${node.flow}.${node.node}`, at: 'stopped' })}>
      {formatCount(node.stopped, language)}
      <span className={styles.unseen}>. {words.readThem(node.node)}</span>
    </Link>
  )
}

/** What failed most. */
function ErrorTable({ solution, nodes }: { readonly solution: string; readonly nodes: readonly NodeFigures[] }) {
  const words = useWords()
  const language = useLanguage()
  const errors = nodes
    .flatMap((node) => node.errors.map((error) => ({ ...error, node })))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 50)
  return (
    <section className={styles.card}>
      <h2>{words.topErrors}</h2>
      {errors.length === 0 ? (
        <p className={styles.hint}>{words.noErrors}</p>
      ) : (
        <Table
          caption={words.topErrors}
          columns={[
            { name: words.node },
            { name: words.errorKind },
            { name: words.count, isNumber: true },
            { name: words.errorRate, isNumber: true },
          ]}
          rows={errors.map(({ node, kind, count }) => [
            <NodeLink key="node" solution={solution} flow={node.flow} node={node.node} withFlow />,
            kind,
            formatCount(count, language),
            formatShare(node.entered === 0 ? null : count / node.entered, language),
          ])}
        />
      )}
    </section>
  )
}
