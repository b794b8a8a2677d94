/** The simulator: the conversation of the document as it is now, beside the canvas. */
import { CircleStop, ListPlus, MessageSquareText, Play, RotateCcw, Settings2, Sparkles } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useEditor } from '../editor/state.ts'
import { showValue } from '../problems/change-list.ts'
import { Button, Empty, IconButton, Menu, Notice, TextField, Working } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import { AnswerForm } from './answer-form.tsx'
import { type BeginningDraft, beginningOf, emptyDraft, typedVariables } from './beginning.ts'
import { BeginningDialog } from './beginning-dialog.tsx'
import { awaitedRun, questionOf } from './facts.ts'
import { HappenDialog } from './happen-dialog.tsx'
import { useJumpRequest } from './jump.ts'
import { openMocks, setAll, setMock, useMocks } from './mocks.ts'
import { PendingAction } from './pending-action.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { keyOfRun, light, openSimulation, Player, presentTurns, useSimulation } from './simulation.ts'
import styles from './simulator.module.css'
import { TimePanel } from './time-panel.tsx'
import { Transcript } from './transcript.tsx'
import { useWords } from './words.ts'

type Open = 'beginning' | 'record' | 'webhook' | 'page-event' | null

export function Simulator() {
  const words = useWords()
  const { solution = '' } = useParams()
  const client = useWorkers((state) => state.client)
  const player = useMemo(() => (client === null ? null : new Player(client, solution)), [client, solution])
  useEffect(() => {
    openMocks(solution)
    openSimulation(solution)
    light()
    return () => useEditor.setState({ lit: null })
  }, [solution])
  if (player === null) return <Working label={words.loading} />
  return <Open player={player} />
}

function Open({ player }: { readonly player: Player }) {
  const words = useWords()
  const { beginning, at, turns, stuck, unfinished, busy } = useSimulation()
  const isLearning = useWorkers((state) => state.isLearning)
  const [draft, setDraft] = useState<BeginningDraft>(emptyDraft)
  const [open, setOpen] = useState<Open>(null)
  const [plain, setPlain] = useState(false)
  const version = useWorkers((state) => state.version)
  useReplay(player, version)
  useJumps((flow, node) => {
    const variables = typedVariables(useSimulation.getState().moment?.state.variables ?? {})
    setDraft({ ...draft, flow, node, variables })
    setOpen('beginning')
  })
  const restart = (): void => {
    void player.begin(beginning === null ? beginningOf(draft, [], Date.now()) : beginning)
  }
  return (
    <section className={styles.simulator} aria-label={words.simulator}>
      <Toolbar open={setOpen} player={player} onRestart={restart} plain={plain} onPlain={setPlain} />
      {unfinished.length === 0 ? null : <Notice tone="warn">{words.unfinished(unfinished.length)}</Notice>}
      {beginning === null ? (
        <Empty
          title={words.simulator}
          action={
            <Button kind="primary" onPress={restart}>
              <Play size={16} aria-hidden /> {words.start}
            </Button>
          }
        >
          {words.intro}
        </Empty>
      ) : (
        <>
          <Transcript player={player} plain={plain} />
          {at === null ? null : (
            <div className={styles.back}>
              <span>{words.back(at + 1)}</span>
              <Button onPress={() => player.travel(null)}>{words.latest}</Button>
            </div>
          )}
          {stuck === null ? null : (
            <Notice tone="bad">
              {words.stuck}: {stuck}
            </Notice>
          )}
          {busy && isLearning ? <Working label={words.learning} /> : null}
          <Now player={player} busy={busy} key={`${turns.length} ${at}`} />
          <TimePanel player={player} />
          <Known />
        </>
      )}
      {open === 'beginning' ? (
        <BeginningDialog
          draft={draft}
          onClose={() => setOpen(null)}
          onBegin={(next, kept) => {
            setDraft(kept)
            setOpen(null)
            void player.begin(next)
          }}
        />
      ) : null}
      {open === 'record' ? <RecordDialog onClose={() => setOpen(null)} /> : null}
      {open === 'webhook' || open === 'page-event' ? (
        <HappenDialog kind={open} onClose={() => setOpen(null)} onHappen={(each) => void player.happen(each)} />
      ) : null}
    </section>
  )
}

/** SM1 */
function useReplay(player: Player, version: number): void {
  useEffect(() => {
    const { beginning, version: played, busy } = useSimulation.getState()
    if (beginning !== null && !busy && played !== version) void player.replay()
  }, [player, version])
}

function useJumps(onJump: (flow: string, node: string) => void): void {
  const wanted = useJumpRequest((state) => state.wanted)
  useEffect(() => {
    if (wanted === null) return
    useJumpRequest.setState({ wanted: null })
    onJump(wanted.flow, wanted.node)
  }, [wanted])
}

/** What can be done at this moment. */
function Now({ player, busy }: { readonly player: Player; readonly busy: boolean }) {
  const words = useWords()
  const simulation = useSimulation()
  const turns = presentTurns(simulation)
  const awaited = awaitedRun(turns)
  const [text, setText] = useState('')
  if (awaited !== null)
    return (
      <PendingAction
        run={awaited.run}
        player={player}
        busy={busy}
        real={simulation.real[keyOfRun(awaited.turn, awaited.run)]}
      />
    )
  const question = questionOf(turns)
  const state = turns.at(-1)?.moment.state
  const isOver = state === undefined || state.phase.kind === 'ended'
  return (
    <div className={styles.now}>
      {question === null ? null : (
        <AnswerForm content={question} onSay={(said) => void player.happen({ kind: 'said', said })} />
      )}
      {state === undefined || state.menu.length === 0 ? null : (
        <fieldset className={styles.menu} aria-label={words.menu}>
          {state.menu.map(({ id, label }) => (
            <Button
              key={id}
              kind="quiet"
              onPress={() => void player.happen({ kind: 'said', said: { kind: 'choice', choice: id } })}
            >
              {label}
            </Button>
          ))}
        </fieldset>
      )}
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') void player.happen({ kind: 'said', said: { kind: 'text', text } })
        }}
      >
        <TextField
          label={words.say}
          quiet
          placeholder={words.say}
          value={text}
          onChange={setText}
          disabled={isOver}
          autoFocus
        />
        <Button type="submit" kind="primary" isDisabled={isOver || busy || text.trim() === ''}>
          {words.send}
        </Button>
      </form>
    </div>
  )
}

/** All that is known now. */
function Known() {
  const words = useWords()
  const simulation = useSimulation()
  const variables = Object.entries(presentTurns(simulation).at(-1)?.moment.state.variables ?? {})
  return (
    <details className={styles.known}>
      <summary>
        {words.variables} ({variables.length})
      </summary>
      {variables.length === 0 ? <p className={styles.hint}>{words.noVariables}</p> : null}
      <dl className={styles.values}>
        {variables.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{showValue(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Toolbar(props: {
  readonly open: (open: Open) => void
  readonly player: Player
  readonly onRestart: () => void
  readonly plain: boolean
  readonly onPlain: (plain: boolean) => void
}) {
  const words = useWords()
  const { open, player, onRestart, plain, onPlain } = props
  const { beginning, moment } = useSimulation()
  const hasBegun = beginning !== null
  const isWithAgent = moment?.state.phase.kind === 'agent'
  const happen = (each: Parameters<Player['happen']>[0]) => () => void player.happen(each)
  return (
    <div className={styles.toolbar}>
      <h2 className={styles.title}>{words.simulator}</h2>
      <IconButton name={words.restart} onPress={onRestart}>
        <RotateCcw size={18} aria-hidden />
      </IconButton>
      <IconButton name={words.settings} onPress={() => open('beginning')}>
        <Settings2 size={18} aria-hidden />
      </IconButton>
      <Menu
        label={words.happen}
        trigger={
          <IconButton name={words.happen} isDisabled={!hasBegun}>
            <Sparkles size={18} aria-hidden />
          </IconButton>
        }
        entries={[
          { id: 'returned', label: words.returned, onSelect: happen({ kind: 'returned' }) },
          { id: 'page-event', label: words.pageEvent, onSelect: () => open('page-event') },
          { id: 'webhook', label: words.webhook, onSelect: () => open('webhook') },
          {
            id: 'done',
            label: words.handBack,
            disabled: !isWithAgent,
            onSelect: happen({ kind: 'hand-over-ended', outcome: 'done' }),
          },
          {
            id: 'unavailable',
            label: words.unavailable,
            disabled: !isWithAgent,
            onSelect: happen({ kind: 'hand-over-ended', outcome: 'unavailable' }),
          },
        ]}
      />
      <ActionMenu />
      <IconButton
        name={`${words.channel}: ${plain ? words.channels.plain : words.channels.web}`}
        aria-pressed={plain}
        onPress={() => onPlain(!plain)}
      >
        <MessageSquareText size={18} aria-hidden />
      </IconButton>
      <IconButton name={words.record} isDisabled={!hasBegun} onPress={() => open('record')}>
        <ListPlus size={18} aria-hidden />
      </IconButton>
    </div>
  )
}

/** How actions end: all really, or each as it is set. */
function ActionMenu() {
  const words = useWords()
  const { all, actions } = useMocks()
  const set = Object.entries(actions).filter(([, { mode }]) => mode !== 'ask')
  return (
    <Menu
      label={words.always}
      trigger={
        <IconButton name={`${words.always}: ${all === 'real' ? words.allReal : words.allEach}`}>
          <CircleStop size={18} aria-hidden />
        </IconButton>
      }
      entries={[
        { id: 'real', label: `${all === 'real' ? '✓ ' : ''}${words.allReal}`, onSelect: () => setAll('real') },
        {
          id: 'each',
          label: `${all === 'each' ? '✓ ' : ''}${words.allEach}`,
          onSelect: () => setAll('each'),
        },
        ...(set.length === 0 ? [] : ['line' as const]),
        ...set.map(([action, { mode, outcome }]) => ({
          id: `forget ${action}`,
          label: `${action}: ${mode === 'real' ? words.runsReal : words.endsAs(outcome)} — ${words.forget}`,
          onSelect: () => setMock(action, { mode: 'ask' }),
        })),
      ]}
    />
  )
}
