import { Link } from 'react-router'
import type { DeliveryHealth } from '../api.ts'
import { useMay } from '../app/api.ts'
import { useLanguage } from '../app/words.ts'
import { Table } from './charted.tsx'
import { formatCount, formatMoment, formatShare } from './format.ts'
import { NodeLink } from './node-link.tsx'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { Tile } from './tile.tsx'
import { useWords } from './words.ts'

/** What becomes of calls to Braze. */
export function DeliveryView({ solution, health }: { readonly solution: string; readonly health: DeliveryHealth }) {
  const words = useWords()
  const language = useLanguage()
  const mayRead = useMay('delivery:read')
  const sent = health.points.reduce((total, each) => total + each.sent, 0)
  const saved = health.points.reduce((total, each) => total + each.saved, 0)
  const waits = health.waits.map(({ name, until }) => words.waitsNow(name, formatMoment(until, language)))
  return (
    <>
      <p className={styles.hint}>{words.deliveryHint}</p>
      <dl className={styles.tiles}>
        <Tile
          label={words.queued}
          figure={formatCount(health.queued, language)}
          hint={
            health.oldest_at === null ? words.nothingWaits : words.queuedHint(formatMoment(health.oldest_at, language))
          }
        />
        <Tile label={words.retrying} figure={formatCount(health.retrying, language)} hint="" />
        <Tile label={words.dead} figure={formatCount(health.dead, language)} hint={words.deadHint}>
          {mayRead && health.dead > 0 ? (
            <Link to={`/s/${encodeURIComponent(solution)}/braze`}>{words.deadLink}</Link>
          ) : null}
        </Tile>
        <Tile
          label={words.waits}
          figure={formatCount(health.waits.length, language)}
          hint={waits.length === 0 ? words.noWaits : waits.join(' · ')}
        />
        <Tile label={words.pointsSent} figure={formatCount(sent, language)} hint="" />
        <Tile
          label={words.pointsSaved}
          figure={formatCount(saved, language)}
          hint={words.savedHint(formatShare(sent + saved === 0 ? null : saved / (sent + saved), language))}
        />
      </dl>
      <DeadTable health={health} />
      <PointTable solution={solution} health={health} />
    </>
  )
}

function DeadTable({ health: { dead_by_action } }: { readonly health: DeliveryHealth }) {
  const words = useWords()
  const language = useLanguage()
  if (dead_by_action.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>{words.dead}</h2>
      <Table
        caption={words.dead}
        columns={[{ name: words.action }, { name: words.count, isNumber: true }, { name: words.latest }]}
        rows={dead_by_action.map(({ action, count, latest_at }) => [
          action,
          formatCount(count, language),
          formatMoment(latest_at, language),
        ])}
      />
    </section>
  )
}

function PointTable({ solution, health: { points } }: { readonly solution: string; readonly health: DeliveryHealth }) {
  const words = useWords()
  const language = useLanguage()
  return (
    <section className={styles.card}>
      <h2>{words.pointsBy}</h2>
      {points.length === 0 ? (
        <p className={styles.hint}>{words.noPoints}</p>
      ) : (
        <Scrolled title={words.pointsBy}>
          <Table
            caption={words.pointsBy}
            columns={[
              { name: words.node },
              { name: words.pointsSent, isNumber: true },
              { name: words.pointsSaved, isNumber: true },
            ]}
            rows={points.map(({ flow, node, sent, saved }) => [
              <NodeLink key="node" solution={solution} flow={flow} node={node} withFlow />,
              formatCount(sent, language),
              formatCount(saved, language),
            ])}
          />
        </Scrolled>
      )}
    </section>
  )
}
