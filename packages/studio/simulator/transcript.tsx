/** The simulated conversation as it reads, turn by turn. Each turn can be gone back to, and opened to see what it did. */
import { History, ScanSearch } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { IconButton, join, Notice, Tag } from '../ui/index.ts'
import type { SimulatedTurn } from '../worker/protocol.ts'
import { ContentView } from './content-view.tsx'
import { messagesOf } from './facts.ts'
import { type Player, useSimulation } from './simulation.ts'
import styles from './simulator.module.css'
import { TurnDetails } from './turn-details.tsx'
import { useWords } from './words.ts'

export function Transcript({ player, plain }: { readonly player: Player; readonly plain: boolean }) {
  const words = useWords()
  const { turns, at, changedAt } = useSimulation()
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' })
  }, [turns.length])
  return (
    <div className={styles.transcript} role="log" aria-label={words.simulator}>
      <ol className={styles.turns}>
        {turns.map((turn, index) => (
          <li key={index} className={join(styles.turn, at !== null && index > at && styles.later)}>
            {changedAt === index ? <Notice tone="warn">{words.changed}</Notice> : null}
            <Turn turn={turn} index={index} player={player} plain={plain} isHere={at === index} />
          </li>
        ))}
      </ol>
      <div ref={end} />
    </div>
  )
}

function Turn(props: {
  readonly turn: SimulatedTurn
  readonly index: number
  readonly player: Player
  readonly plain: boolean
  readonly isHere: boolean
}) {
  const words = useWords()
  const { turn, index, player, plain, isHere } = props
  const [isOpen, setOpen] = useState(false)
  const details = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOpen) details.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const ended = turn.effects.find((effect) => effect.kind === 'end')
  const handedOver = turn.effects.find((effect) => effect.kind === 'hand-over')
  return (
    <>
      <div className={styles.turnHead}>
        <button
          type="button"
          className={styles.turnName}
          aria-current={isHere ? 'step' : undefined}
          onClick={() => player.travel(index)}
        >
          <History size={14} aria-hidden /> <span className={styles.hidden}>{words.goTo}</span> {words.turn(index + 1)}{' '}
          · {labelOf(turn, words)}
        </button>
        <IconButton name={words.details(index + 1)} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          <ScanSearch size={16} aria-hidden />
        </IconButton>
      </div>
      <Failure turn={turn} />
      <Messages turn={turn} plain={plain} />
      {handedOver === undefined ? null : <p className={styles.passing}>{words.handOver(handedOver.skill ?? '')}</p>}
      {ended === undefined ? null : (
        <p className={styles.passing}>
          {ended.status === 'abandoned' ? words.abandoned : words.over}
          {ended.outcome === null ? null : <Tag>{words.outcome(ended.outcome)}</Tag>}
        </p>
      )}
      <div ref={details}>{isOpen ? <TurnDetails index={index} /> : null}</div>
    </>
  )
}

/** What went wrong is seen without looking for it. */
function Failure({ turn: { happening } }: { readonly turn: SimulatedTurn }) {
  const error = happening.kind === 'action-finished' ? happening.result.error : undefined
  return error === undefined ? null : (
    <p className={styles.wrong}>
      {error.kind}: {error.message}
    </p>
  )
}

function Messages({ turn, plain }: { readonly turn: SimulatedTurn; readonly plain: boolean }) {
  const words = useWords()
  return messagesOf(turn).map(({ who, content, sensitive }, index) => (
    <div key={index} className={styles.message} data-who={who}>
      <span className={styles.hidden}>{who === 'bot' ? words.bot : words.person}: </span>
      {plain ? <p className={styles.plain}>{turn.plain[index]}</p> : <ContentView content={content} who={who} />}
      {sensitive ? <Tag tone="warn">{words.sensitive}</Tag> : null}
    </div>
  ))
}

function labelOf({ happening }: SimulatedTurn, words: ReturnType<typeof useWords>): string {
  if (happening.kind === 'timer-fired') return words.timerFired[happening.timer]
  if (happening.kind === 'webhook' || happening.kind === 'page-event')
    return `${words.events[happening.kind]}: ${happening.name}`
  if (happening.kind === 'action-finished') return `${words.events[happening.kind]}: ${happening.result.outcome}`
  return words.events[happening.kind]
}
