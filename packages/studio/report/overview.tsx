import type { Figures, Overview, Part, Period, RatingCount } from '../api.ts'
import { useLanguage } from '../app/words.ts'
import type { Kind } from './bars.tsx'
import { Charted, Table } from './charted.tsx'
import { useAddress } from './filter-bar.tsx'
import {
  countMovement,
  formatCount,
  formatDuration,
  formatShare,
  formatStep,
  type Movement,
  none,
  shareMovement,
  sharesOf,
} from './format.ts'
import { meanOf, usualScale } from './rating.ts'
import styles from './report.module.css'
import { Scrolled } from './scrolled.tsx'
import { Tile } from './tile.tsx'
import { useWords } from './words.ts'

/** How it goes: the figures, their course, and who they are about. */
export function OverviewView({ overview }: { readonly overview: Overview }) {
  return (
    <>
      <Tiles overview={overview} />
      <Course overview={overview} />
      <Ratings ratings={overview.period.ratings} />
      <Parts overview={overview} />
    </>
  )
}

function Tiles({ overview: { period, before, series } }: { readonly overview: Overview }) {
  const words = useWords()
  const language = useLanguage()
  const shares = sharesOf(period)
  const earlier = sharesOf(before)
  const rating = usualScale(period.ratings)
  const share = (name: 'completed' | 'abandoned' | 'contained') => ({
    figure: formatShare(shares[name], language),
    moved: movedShare(shareMovement(shares[name], earlier[name]), earlier[name]),
    course: series.map((part) => part[name]),
  })
  const movedShare = (movement: Movement | null, was: number | null) =>
    movement === null
      ? null
      : { movement, text: words.points(signed(movement.by * 100, language)), before: formatShare(was, language) }
  const count = countMovement(period.started, before.started)
  return (
    <dl className={styles.tiles}>
      <Tile
        label={words.started}
        figure={formatCount(period.started, language)}
        hint={words.startedHint}
        moved={
          count === null
            ? null
            : {
                movement: count,
                text: `${signed(count.by * 100, language)} %`,
                before: formatCount(before.started, language),
              }
        }
        course={series.map(({ started }) => started)}
      />
      <Tile label={words.completed} hint={words.completedHint} wanted="up" {...share('completed')} />
      <Tile label={words.abandoned} hint={words.abandonedHint} wanted="down" {...share('abandoned')} />
      <Tile label={words.contained} hint={words.containedHint} wanted="up" {...share('contained')} />
      <Tile
        label={words.rating}
        figure={meanOf(rating)?.toLocaleString(language, { maximumFractionDigits: 2 }) ?? none}
        hint={rating === null ? none : words.ratingHint(formatCount(rating.count, language), rating.most)}
      />
      <LengthTiles period={period} before={before} />
    </dl>
  )
}

function LengthTiles({ period, before }: { readonly period: Period; readonly before: Period }) {
  const words = useWords()
  const language = useLanguage()
  const turns = (value: number | null) => value?.toLocaleString(language) ?? none
  return (
    <>
      <Tile
        label={words.medianTime}
        figure={formatDuration(period.median_ms, language)}
        hint={words.medianTimeHint}
        {...(before.median_ms !== null && {
          children: <span className={styles.hint}>{words.before(formatDuration(before.median_ms, language))}</span>,
        })}
      />
      <Tile label={words.medianTurns} figure={turns(period.median_turns)} hint={words.medianTurnsHint} />
    </>
  )
}

const signed = (value: number, language: string): string =>
  value.toLocaleString(language, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })

function Course({ overview: { series, step } }: { readonly overview: Overview }) {
  const words = useWords()
  const language = useLanguage()
  const kinds: readonly Kind[] = [
    { key: 'completed', name: words.completed, look: 'full', colour: 'var(--good)' },
    { key: 'abandoned', name: words.abandoned, look: 'stripes', colour: 'var(--bad)' },
    { key: 'open', name: words.open, look: 'dots', colour: 'var(--accent)' },
  ]
  const named = series.map((part) => ({ ...part, name: formatStep(part.key ?? '', language) }))
  return (
    <Charted
      title={step === 'day' ? words.byDay : words.byHour}
      chart={{
        kinds,
        rows: named.map(({ name, completed, abandoned, open }) => ({ name, completed, abandoned, open })),
      }}
      columns={[words.when, words.started, words.completed, words.abandoned, words.open, words.handedOver].map(
        (name, index) => ({ name, isNumber: index > 0 }),
      )}
      rows={named.map(({ name, started, completed, abandoned, open, handed_over }) => [
        name,
        ...[started, completed, abandoned, open, handed_over].map((each) => formatCount(each, language)),
      ])}
    />
  )
}

function Ratings({ ratings }: { readonly ratings: readonly RatingCount[] }) {
  const words = useWords()
  const language = useLanguage()
  const usual = usualScale(ratings)
  if (usual === null) return null
  const { most, counts } = usual
  return (
    <>
      <Charted
        title={words.ratings}
        chart={{
          kinds: [{ key: 'count', name: words.count, look: 'full', colour: 'var(--accent)' }],
          rows: counts.map((count, index) => ({ name: String(index + 1), count })),
        }}
        columns={[{ name: words.rating }, { name: words.count, isNumber: true }]}
        rows={counts.map((count, index) => [words.ratingOf(index + 1, most), formatCount(count, language)])}
      />
      {ratings.some((each) => each.most !== most) ? <p className={styles.hint}>{words.otherScales}</p> : null}
    </>
  )
}

function Parts({ overview: { versions, channels, languages, campaigns } }: { readonly overview: Overview }) {
  const words = useWords()
  return (
    <div className={styles.grid}>
      <PartTable title={words.byVersion} name={words.version} param="version" parts={versions} />
      <PartTable title={words.byChannel} name={words.channel} param="channel" parts={channels} />
      <PartTable title={words.byLanguage} name={words.language} param="language" parts={languages} />
      <PartTable title={words.byCampaign} name={words.campaign} param="campaign" parts={campaigns} />
    </div>
  )
}

function PartTable(props: {
  readonly title: string
  readonly name: string
  readonly param: 'version' | 'channel' | 'language' | 'campaign'
  readonly parts: readonly Part[]
}) {
  const words = useWords()
  const language = useLanguage()
  const { change } = useAddress()
  const { param, parts } = props
  const most = Math.max(1, ...parts.map(({ started }) => started))
  const cell = (part: Part) => {
    const unnamed = {
      version: words.preview,
      campaign: words.noCampaign,
      channel: words.notKnown,
      language: words.notKnown,
    }
    const shown = part.key ?? unnamed[param]
    const value = part.key ?? (param === 'version' ? '0' : null)
    if (value === null) return shown
    return (
      <button
        type="button"
        className={styles.plainButton}
        title={words.only(shown)}
        onClick={() => change({ [param]: value })}
      >
        {shown}
      </button>
    )
  }
  return (
    <section className={styles.card}>
      <h2>{props.title}</h2>
      <Scrolled title={props.title}>
        <Table
          caption={props.title}
          columns={[
            { name: props.name },
            { name: words.started, isNumber: true },
            { name: words.completed, isNumber: true },
            { name: words.abandoned, isNumber: true },
          ]}
          rows={parts.map((part) => [
            <span key="name">
              {cell(part)}
              <span className={styles.bar} style={{ width: `${(part.started / most) * 100}%` }} />
            </span>,
            formatCount(part.started, language),
            ...sharesText(part, language),
          ])}
        />
      </Scrolled>
    </section>
  )
}

function sharesText(figures: Figures, language: string): readonly string[] {
  const { completed, abandoned } = sharesOf(figures)
  return [formatShare(completed, language), formatShare(abandoned, language)]
}
