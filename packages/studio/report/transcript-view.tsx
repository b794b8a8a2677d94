import { EyeOff, Paperclip, TriangleAlert } from 'lucide-react'
import { Fragment } from 'react'
import type { Transcript, TranscriptMessage, TranscriptTurn } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import { Notice, Tag } from '../ui/index.ts'
import { Table } from './charted.tsx'
import { formatMoment } from './format.ts'
import { Meant } from './meant.tsx'
import { NodeLink } from './node-link.tsx'
import report from './report.module.css'
import { RatingOf, StatusTag } from './transcript-list.tsx'
import styles from './transcripts.module.css'
import { useWords } from './words.ts'

/** One conversation, turn by turn. */
export function TranscriptView({
  solution,
  transcript,
}: {
  readonly solution: string
  readonly transcript: Transcript
}) {
  const words = useWords()
  return (
    <article className={styles.talk} aria-label={words.conversation(transcript.id)}>
      <Facts solution={solution} transcript={transcript} />
      {transcript.cut ? <Notice tone="warn">{words.cut}</Notice> : null}
      <ol className={styles.turns}>
        {transcript.turns.map((turn) => (
          <li key={turn.turn} className={styles.turn}>
            <TurnView solution={solution} transcript={transcript} turn={turn} />
          </li>
        ))}
      </ol>
      <Variables transcript={transcript} />
      <Deliveries solution={solution} transcript={transcript} />
    </article>
  )
}

function Facts({ solution, transcript }: { readonly solution: string; readonly transcript: Transcript }) {
  const words = useWords()
  const language = useLanguage()
  const { version, channel, campaign, outcome, flow, node } = transcript
  return (
    <>
      <div className={report.row}>
        <StatusTag status={transcript.status} />
        {transcript.handed_over ? <Tag tone="accent">{words.handedOver}</Tag> : null}
        {outcome === null ? null : <Tag>{words.ended_with(outcome)}</Tag>}
        <RatingOf row={transcript} />
      </div>
      <dl className={styles.facts}>
        <dt>{words.when}</dt>
        <dd>
          {formatMoment(transcript.started_at, language)} – {formatMoment(transcript.changed_at, language)}
        </dd>
        <dt>{words.version}</dt>
        <dd>{version ?? words.preview}</dd>
        <dt>{words.channel}</dt>
        <dd>{[channel, transcript.language, campaign].filter((each) => each !== null).join(' · ')}</dd>
        {flow === null || node === null ? null : (
          <>
            <dt>{words.standsAt}</dt>
            <dd>
              <NodeLink solution={solution} flow={flow} node={node} withFlow />
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

function TurnView({
  solution,
  transcript: { id, language: spoken },
  turn,
}: {
  readonly solution: string
  readonly transcript: Transcript
  readonly turn: TranscriptTurn
}) {
  const words = useWords()
  const language = useLanguage()
  const { error } = turn
  return (
    <>
      <div className={styles.meta}>
        <span>{words.turn(turn.turn)}</span>
        <time dateTime={new Date(turn.at).toISOString()}>{formatMoment(turn.at, language)}</time>
        <span>{words.events[turn.event] ?? turn.event}</span>
        {turn.detail === null ? null : <code>{turn.detail}</code>}
      </div>
      {error === null ? null : (
        <div className={report.row}>
          <Tag tone="bad">
            <TriangleAlert size={14} aria-hidden /> {error.kind}
          </Tag>
          <span>{error.message}</span>
        </div>
      )}
      {turn.messages.map((message) => (
        <Fragment key={message.seq}>
          <Said message={message} />
          {isTyped(message) ? (
            <div className={styles.mend}>
              <Meant solution={solution} conversation={id} language={spoken} text={message.text} />
            </div>
          ) : null}
        </Fragment>
      ))}
      {turn.nodes.length === 0 ? null : (
        <div className={styles.meta}>
          <span>{words.nodesOfTurn}</span>
          {turn.nodes.map(({ flow, node }, index) => (
            <NodeLink key={index} solution={solution} flow={flow} node={node} withFlow />
          ))}
        </div>
      )}
    </>
  )
}

/** Words of the person's own, which may be shown. */
const isTyped = ({ from, kind, sensitive, text }: TranscriptMessage): boolean =>
  from === 'user' && kind === 'text' && !sensitive && text.trim() !== ''

function Said({ message }: { readonly message: TranscriptMessage }) {
  const words = useWords()
  const { from, text, sensitive, choices = [], files = [] } = message
  return (
    <div className={styles.said} data-from={from}>
      <span className={report.unseen}>{from === 'bot' ? words.bot : words.person}: </span>
      {sensitive ? (
        <span title={words.sensitive}>
          <EyeOff size={14} role="img" aria-label={words.sensitive} /> {text}
        </span>
      ) : (
        text
      )}
      {choices.length === 0 ? null : (
        <ul className={styles.choices}>
          {choices.map((choice, index) => (
            <li key={index}>{choice}</li>
          ))}
        </ul>
      )}
      {files.map((file) => (
        <div key={file}>
          <Paperclip size={14} aria-hidden /> {file}
        </div>
      ))}
    </div>
  )
}

function Variables({ transcript: { variables } }: { readonly transcript: Transcript }) {
  const words = useWords()
  if (variables.length === 0) return null
  return (
    <section>
      <h3>{words.variables}</h3>
      <Table
        caption={words.variables}
        columns={[{ name: words.name }, { name: words.value }]}
        rows={variables.map(({ flow, name, value, sensitive }) => [
          `${flow}.${name}`,
          value === null ? (
            <span key="value" className={report.hint}>
              {words.notSet}
            </span>
          ) : sensitive ? (
            <span key="value" title={words.sensitive}>
              <EyeOff size={14} role="img" aria-label={words.sensitive} /> {String(value)}
            </span>
          ) : (
            <code key="value">{typeof value === 'string' ? value : JSON.stringify(value)}</code>
          ),
        ])}
      />
    </section>
  )
}

function Deliveries({ solution, transcript }: { readonly solution: string; readonly transcript: Transcript }) {
  const words = useWords()
  if (transcript.deliveries.length === 0) return null
  return (
    <section>
      <h3>{words.deliveriesOf}</h3>
      <Table
        caption={words.deliveriesOf}
        columns={[{ name: words.action }, { name: words.node }, { name: words.status }]}
        rows={transcript.deliveries.map(({ flow, node, action, attempts, given_up, reason }) => [
          action,
          <NodeLink key="node" solution={solution} flow={flow} node={node} withFlow />,
          [given_up ? words.givenUp : words.waiting, words.attempts(attempts), reason].filter(Boolean).join(' · '),
        ])}
      />
    </section>
  )
}
