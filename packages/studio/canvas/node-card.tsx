import { Handle, type NodeProps, Position } from '@xyflow/react'
import { CircleAlert, MessageSquare, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { useSaid } from '../problems/said.ts'
import { useBoardState } from './board-state.ts'
import styles from './canvas.module.css'
import { type Card, portAt, rowHeight, rowsTop } from './card.ts'
import type { CardNode, Marks } from './elements.ts'
import type { Exit } from './exits.ts'
import { KindIcon } from './kind-icon.tsx'
import { kindLabel } from './kind-text.ts'
import { viewOf } from './kind-view.ts'
import { useKindWords } from './kind-words.ts'
import { portLabel, portReason } from './port-label.ts'
import { type CanvasWords, useCanvasWords, usePortWords } from './words.ts'

/** While it is dragged only its place changes, which is no concern of its content. */
export const NodeCard = memo(DrawnCard, (one, other) => one.data === other.data && one.selected === other.selected)

function DrawnCard({ data: { card, marks }, selected }: NodeProps<CardNode>) {
  const words = useCanvasWords()
  const kinds = useKindWords()
  const detail = useBoardState((state) => state.detail)
  const root = useRef<HTMLElement>(null)
  const focusCount = useBoardState((state) => (state.current === card.id ? state.focusCount : 0))
  useEffect(() => {
    if (focusCount > 0) root.current?.focus({ preventScroll: true })
  }, [focusCount])
  const view = viewOf(card.file)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a node is no fieldset
    <section
      ref={root}
      role="group"
      className={styles.card}
      data-group={view?.group ?? 'end'}
      data-selected={selected || undefined}
      data-lit={marks.lit || undefined}
      data-tone={marks.tone}
      data-detail={detail}
      tabIndex={marks.isCurrent ? 0 : -1}
      aria-label={nameOf(card, marks, words, kindLabel(kinds, card.file.kind))}
      aria-current={selected || undefined}
    >
      {marks.peers.length === 0 ? null : <Peers peers={marks.peers} />}
      {marks.label === undefined ? null : <span className={styles.paintLabel}>{marks.label}</span>}
      <Handle type="target" position={Position.Left} isConnectableStart={false} className={styles.entry} />
      <div className={styles.head}>
        <span className={styles.kind}>
          <KindIcon kind={card.file.kind} /> {kindLabel(kinds, card.file.kind)}
        </span>
        {detail === 'full' ? (
          <>
            <span className={styles.id}>{card.id}</span>
            <Badges card={card} marks={marks} />
          </>
        ) : null}
      </div>
      {detail === 'full' && card.lines > 0 ? (
        <p className={styles.summary} data-lines={card.lines}>
          {card.summary}
        </p>
      ) : null}
      {detail === 'full' ? <Exits card={card} marks={marks} /> : null}
    </section>
  )
}

/** "Ask: Where may we write to you? 2 exits, 1 problem" */
function nameOf(card: Card, marks: Marks, words: CanvasWords, kind: string): string {
  const problems = marks.problems.length
  return [
    `${kind}: ${card.summary === '' ? card.id : card.summary.slice(0, 120)}`,
    [
      ...(card.shown.length === 0 ? [] : [words.exits(card.shown.length + card.more)]),
      ...(marks.isStart ? [words.isStart] : []),
      ...(problems === 0 ? [] : [words.problems(problems)]),
      ...(marks.isUnreachable ? [words.unreachable] : []),
      ...(marks.label === undefined ? [] : [marks.label]),
      ...(marks.comments === 0 ? [] : [words.comments(marks.comments)]),
      ...marks.peers.map(({ name }) => name),
    ].join(', '),
  ]
    .filter((part) => part !== '')
    .map((part, index, { length }) => (index === length - 1 || /[.!?。]$/.test(part) ? part : `${part}.`))
    .join(' ')
}

function Badges({ card, marks }: { readonly card: Card; readonly marks: Marks }) {
  const words = useCanvasWords()
  const errors = marks.problems.filter(({ severity }) => severity === 'error').length
  const warnings = marks.problems.length - errors
  const say = useSaid()
  const title = marks.problems
    .slice(0, 5)
    .map(say)
    .map(({ reason, repair }) => `${reason} ${repair}`)
    .join('\n')
  return (
    <>
      {marks.comments === 0 ? null : (
        <span className={styles.badge} title={words.comments(marks.comments)}>
          <MessageSquare size={12} aria-hidden /> {marks.comments}
        </span>
      )}
      {errors === 0 ? null : (
        <span className={styles.badge} data-tone="bad" title={title}>
          <CircleAlert size={12} aria-hidden /> {errors}
        </span>
      )}
      {warnings === 0 ? null : (
        <span className={styles.badge} data-tone="warn" title={title}>
          <TriangleAlert size={12} aria-hidden /> {warnings}
        </span>
      )}
      {marks.isUnreachable && card.id !== '' && marks.problems.length === 0 ? (
        <span className={styles.badge} data-tone="warn" title={words.unreachable}>
          <TriangleAlert size={12} aria-hidden />
        </span>
      ) : null}
    </>
  )
}

function Exits({ card, marks }: { readonly card: Card; readonly marks: Marks }): ReactNode {
  const words = useCanvasWords()
  const top = rowsTop(card)
  const troubled = portsWithProblems(marks)
  if (top === null) {
    const only = card.shown[0]
    return only === undefined ? null : <Exits1 card={card} exit={only} isBad={troubled.has(only.name)} />
  }
  return (
    <ul className={styles.rows}>
      {card.shown.map((exit) => (
        <ExitRow key={exit.name} card={card} exit={exit} isBad={troubled.has(exit.name)} />
      ))}
      {card.more === 0 ? null : (
        <li className={styles.row} style={{ height: rowHeight }}>
          {words.moreExits(card.more)}
        </li>
      )}
    </ul>
  )
}

interface ExitProps {
  readonly card: Card
  readonly exit: Exit
  readonly isBad: boolean
}

function useExitTitle({ card, exit, isBad }: ExitProps): string {
  const words = useCanvasWords()
  const label = portLabel(card.file, exit.name, usePortWords())
  const reason = portReason(card.file, exit.name)
  const state = exit.stray
    ? words.stray
    : exit.to !== undefined
      ? words.leadsTo(label, exit.to)
      : exit.required || isBad
        ? words.mustLead(label)
        : `${label}: ${words.nowhere}`
  return reason === null ? state : `${state}\n${reason}`
}

/** The only way on, beside the head. */
function Exits1(props: ExitProps) {
  const title = useExitTitle(props)
  return <Dot {...props} title={title} />
}

function ExitRow(props: ExitProps) {
  const { card, exit } = props
  const title = useExitTitle(props)
  const label = portLabel(card.file, exit.name, usePortWords())
  return (
    <li className={styles.row} style={{ height: rowHeight }} data-stray={exit.stray || undefined} title={title}>
      <span className={styles.rowLabel}>{label}</span>
      <Dot {...props} title={title} />
    </li>
  )
}

function Dot({ card, exit, isBad, title }: ExitProps & { readonly title: string }) {
  return (
    <Handle
      type="source"
      id={exit.name}
      position={Position.Right}
      className={styles.dot}
      style={{ top: portAt(card, exit.name).y }}
      data-state={exit.to !== undefined ? 'joined' : exit.required || isBad ? 'missing' : 'free'}
      title={title}
    />
  )
}

/** Ports that a problem is about: its field is `to.<port>`, or its words name an exit that leads nowhere. */
function portsWithProblems({ problems }: Marks): ReadonlySet<string> {
  return new Set(
    problems.flatMap(({ place: { field } }) => (field?.startsWith('to.') === true ? [field.slice('to.'.length)] : [])),
  )
}

function Peers({ peers }: { readonly peers: Marks['peers'] }) {
  return (
    <span className={styles.peers} style={{ borderColor: peers[0]?.colour }}>
      {peers.map(({ name, colour }) => (
        <span key={name} className={styles.peer} style={{ background: colour }}>
          {name}
        </span>
      ))}
    </span>
  )
}
