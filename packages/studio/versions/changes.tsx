import type { FieldChange, FileChange, FlowChange, ListChange, NodeChange, TextPart } from '@parley/flow'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { DiffAnswer } from '../api.ts'
import { Button } from '../ui/index.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

const FlowPicture = lazy(() =>
  import('./flow-picture.tsx').then(({ FlowPicture: Component }) => ({ default: Component })),
)

/** What became of a solution, in words; each flow on the canvas too, and each node before and after. */
export function Changes({ answer: { diff, flows } }: { readonly answer: DiffAnswer }) {
  const { changes: words } = useVersionWords()
  if (diff.same) return <p className={styles.quiet}>{words.none}</p>
  return (
    // Keyboards scroll what has the focus.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls
    <section className={styles.changes} tabIndex={0} aria-label={words.changed}>
      <Fields title={words.settings} changes={diff.head} />
      {diff.flows.map((flow) => (
        <Flow key={flow.flow} change={flow} texts={flows[flow.flow] ?? { from: null, to: null }} />
      ))}
      <Fields title={words.texts} changes={diff.texts} />
      <Fields title={words.actions} changes={diff.actions} />
      <Fields title={words.params} changes={diff.params} />
      <Names title={words.secrets} change={diff.secrets} />
      <Names title={words.egress} change={diff.egress} />
      <Files files={diff.files} />
    </section>
  )
}

function Part({
  title,
  open,
  children,
}: {
  readonly title: string
  readonly open?: boolean
  readonly children: ReactNode
}) {
  return (
    <details open={open ?? true}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

function Fields({ title, changes }: { readonly title: string; readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null
  return (
    <Part title={title}>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.path}`}>
            <Field change={change} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Field({ change }: { readonly change: FieldChange }) {
  const { changes: words } = useVersionWords()
  const { path, kind, from, to, words: parts } = change
  return (
    <>
      <code>{path}</code> {kind === 'moved' ? words.moved : null}
      {kind === 'added' ? <ins>{textOf(to)}</ins> : null}
      {kind === 'removed' ? <del>{textOf(from)}</del> : null}
      {kind === 'changed' ? <Change from={textOf(from)} to={textOf(to)} parts={parts} /> : null}
    </>
  )
}

function Change(props: {
  readonly from: string
  readonly to: string
  readonly parts: readonly TextPart[] | undefined
}) {
  const { from, to, parts } = props
  // A text of which nothing is left reads better as two.
  if (parts === undefined || !parts.some(({ kind, text }) => kind === 'same' && text.trim() !== ''))
    return (
      <>
        <del>{from}</del> → <ins>{to}</ins>
      </>
    )
  return parts.map(({ kind, text }, index) => {
    const key = `${index} ${kind}`
    if (kind === 'same') return <span key={key}>{text}</span>
    return kind === 'added' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>
  })
}

const longest = 400

function textOf(value: unknown): string {
  if (value === null) return '—'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function Flow(props: { readonly change: FlowChange; readonly texts: DiffAnswer['flows'][string] }) {
  const { changes: words } = useVersionWords()
  const { change, texts } = props
  const [isDrawn, setDrawn] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  const kind = change.kind === 'changed' ? '' : ` (${words[change.kind]})`
  return (
    <Part title={`${words.flow(change.flow)}${kind}`}>
      <Button kind="quiet" onPress={() => setDrawn(!isDrawn)} aria-pressed={isDrawn}>
        {isDrawn ? words.inWords : words.onCanvas}
      </Button>
      {isDrawn ? (
        <>
          <p className={styles.quiet}>{words.legend}</p>
          <div className={styles.canvas}>
            <Suspense>
              <FlowPicture change={change} texts={texts} onNode={setShown} />
            </Suspense>
          </div>
          {shown === null ? null : <BeforeAfter node={shown} texts={texts} />}
        </>
      ) : (
        <ul>
          {[...change.settings, ...change.variables.map((each) => ({ ...each, path: words.variable(each.path) }))].map(
            (each) => (
              <li key={`${each.kind} ${each.path}`}>
                <Field change={each} />
              </li>
            ),
          )}
          {change.nodes.map((node) => (
            <Node key={node.id} change={node} />
          ))}
        </ul>
      )}
    </Part>
  )
}

function Node({ change }: { readonly change: NodeChange }) {
  const { changes: words } = useVersionWords()
  const { id, kind, was, node, fields, edges } = change
  const told = kind === 'renamed' ? words.renamed(was ?? '') : words[kind]
  return (
    <li>
      <strong>{id}</strong> ({node}) {told}
      <ul>
        {fields
          .filter(({ path }) => path !== 'kind' && !path.startsWith('meta'))
          .map((field) => (
            <li key={`${field.kind} ${field.path}`}>
              <Field change={field} />
            </li>
          ))}
        {edges.map(({ port, from, to }) => (
          <li key={port}>
            {words.edge(port)}: <del>{from ?? words.nowhere}</del> → <ins>{to ?? words.nowhere}</ins>
          </li>
        ))}
      </ul>
    </li>
  )
}

/** A node as the two files have it, side by side. */
function BeforeAfter(props: { readonly node: string; readonly texts: DiffAnswer['flows'][string] }) {
  const { changes: words } = useVersionWords()
  const { node, texts } = props
  return (
    <div className={styles.beforeAfter}>
      {(['from', 'to'] as const).map((side) => (
        <div key={side}>
          <strong>
            {side === 'from' ? words.before : words.after}: {node}
          </strong>
          <pre>{nodeText(texts[side], node) ?? words.nowhere}</pre>
        </div>
      ))}
    </div>
  )
}

function nodeText(file: string | null, node: string): string | null {
  if (file === null) return null
  try {
    const { nodes } = JSON.parse(file) as { readonly nodes?: { readonly [id: string]: { readonly meta?: unknown } } }
    const found = nodes?.[node]
    if (found === undefined) return null
    // Where it stands on the canvas is nothing that anybody compares.
    const { meta: _meta, ...rest } = found
    return JSON.stringify(rest, null, 2)
  } catch {
    return null
  }
}

function Names({ title, change }: { readonly title: string; readonly change: ListChange }) {
  if (change.added.length + change.removed.length === 0) return null
  return (
    <Part title={title}>
      <ul>
        {change.added.map((name) => (
          <li key={`+${name}`}>
            <ins>{name}</ins>
          </li>
        ))}
        {change.removed.map((name) => (
          <li key={`-${name}`}>
            <del>{name}</del>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Files({ files }: { readonly files: readonly FileChange[] }) {
  const { changes: words } = useVersionWords()
  if (files.length === 0) return null
  return (
    <Part title={words.code} open={false}>
      <ul>
        {files.map(({ file, kind, hunks }) => (
          <li key={file}>
            <code>{file}</code> {words[kind]}
            {kind === 'changed' && hunks.length === 0 ? ` (${words.tooLong})` : null}
            {hunks.map(({ to, lines }) => (
              <pre key={to}>{lines.join('\n')}</pre>
            ))}
          </li>
        ))}
      </ul>
    </Part>
  )
}
