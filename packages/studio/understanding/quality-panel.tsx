import { useMemo, useState } from 'react'
import type { EnvironmentName } from '../api.ts'
import { Button, Empty, ErrorNotice, Notice, Select, Working } from '../ui/index.ts'
import type { Quality } from '../worker/quality.ts'
import { Confusions } from './confusions.tsx'
import { type Figures, figuresOf, lookAlikes, percent } from './figures.ts'
import { Threshold } from './threshold.tsx'
import styles from './understanding.module.css'
import type { Against } from './use-live.ts'
import type { NluEditing } from './use-nlu.ts'
import { type Measured, type Measuring, taughtBy } from './use-quality.ts'
import { useWords } from './words.ts'

const environments: readonly EnvironmentName[] = ['prod', 'sandbox']

/** How well the examples tell intents apart, beside what runs now, and what the threshold costs. */
export function QualityPanel(props: {
  readonly editing: NluEditing
  readonly measuring: Measuring
  readonly readOnly: boolean
}) {
  const words = useWords()
  const { editing, measuring } = props
  const { against, measured, done, failure } = measuring
  const taught = useMemo(() => taughtBy(editing.files), [editing.files])
  if (editing.nlu.intents.length === 0) return <Empty title={words.none}>{words.noModel}</Empty>
  return (
    <div className={styles.panel}>
      <p className={styles.hint}>{words.measureText}</p>
      <div className={styles.line}>
        <Select
          label={words.against}
          value={against}
          options={[
            { value: 'nothing', label: words.againstNothing },
            ...environments.map((value) => ({ value, label: words.againstLive[value] })),
          ]}
          onChange={(value) => measuring.choose(value as Against)}
        />
        <Button kind="primary" isDisabled={done !== null} onPress={() => measuring.measure()}>
          {words.measure}
        </Button>
      </div>
      {failure === null ? null : <ErrorNotice error={failure} />}
      {done === null ? null : <Working label={words.measuring} done={done} />}
      {measured === null || done !== null ? null : (
        <>
          {measured.taught === taught ? null : <Notice tone="warn">{words.stale}</Notice>}
          {measured.against !== 'nothing' && measured.live === null ? <Notice>{words.noLive}</Notice> : null}
          {measured.quality === null ? (
            <Notice tone="bad">{words.notMeasured}</Notice>
          ) : (
            <Result measured={measured} quality={measured.quality} editing={editing} readOnly={props.readOnly} />
          )}
        </>
      )}
    </div>
  )
}

function Result(props: {
  readonly measured: Measured
  readonly quality: Quality
  readonly editing: NluEditing
  readonly readOnly: boolean
}) {
  const { measured, quality, editing } = props
  const { live } = measured
  const [threshold, setThreshold] = useState(editing.nlu.threshold ?? quality.threshold)
  const own = figuresOf(quality, threshold)
  const other = live === null ? null : figuresOf(quality, live.threshold ?? quality.liveThreshold ?? threshold, 'live')
  return (
    <>
      <Summary own={own} other={other} version={live?.version ?? null} />
      <Threshold
        threshold={threshold}
        found={quality.threshold}
        editing={editing}
        readOnly={props.readOnly}
        onChange={setThreshold}
      />
      <Confusions figures={own} />
      <Weak figures={own} other={other} version={live?.version ?? null} />
      <LookAlikes quality={quality} />
    </>
  )
}

interface Beside {
  readonly other: Figures | null
  readonly version: number | null
}

function Summary({ own, other, version }: { readonly own: Figures } & Beside) {
  const words = useWords()
  const share = (count: number, { total }: Figures) => (total === 0 ? '–' : percent(count / total))
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{words.figure}</th>
          <th scope="col">{words.present}</th>
          {other === null ? null : <th scope="col">{words.live(version)}</th>}
        </tr>
      </thead>
      <tbody>
        {(['right', 'wrong', 'unknown'] as const).map((figure) => (
          <tr key={figure}>
            <th scope="row">{words[figure]}</th>
            <td className={styles.number}>{share(own[figure], own)}</td>
            {other === null ? null : <td className={styles.number}>{share(other[figure], other)}</td>}
          </tr>
        ))}
        {own.turnedAway === null ? null : (
          <tr>
            <th scope="row">
              {words.turnedAway}
              <div className={styles.hint}>{words.turnedAwayHint}</div>
            </th>
            <td className={styles.number}>{percent(own.turnedAway)}</td>
            {other === null ? null : <td className={styles.number}>–</td>}
          </tr>
        )}
      </tbody>
    </table>
  )
}

const mostWeak = 50

function Weak({ figures, other, version }: { readonly figures: Figures } & Beside) {
  const words = useWords()
  const before = new Map(other?.intents.map((each) => [each.intent, each.recall]))
  return (
    <section className={styles.section} aria-label={words.weak}>
      <h2>{words.weak}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.weak}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.intent}</th>
              <th scope="col">{words.examples}</th>
              <th scope="col">{words.recall}</th>
              <th scope="col">{words.precision}</th>
              {other === null ? null : <th scope="col">{words.live(version)}</th>}
            </tr>
          </thead>
          <tbody>
            {figures.intents.slice(0, mostWeak).map(({ intent, examples, recall, precision }) => (
              <tr key={intent}>
                <th scope="row">{intent}</th>
                <td className={styles.number}>{examples}</td>
                <td className={styles.number}>{percent(recall)}</td>
                <td className={styles.number}>{precision === null ? '–' : percent(precision)}</td>
                {other === null ? null : <td className={styles.number}>{percent(before.get(intent) ?? 0)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function LookAlikes({ quality }: { readonly quality: Quality }) {
  const words = useWords()
  const found = lookAlikes(quality)
  if (found.length === 0) return null
  return (
    <section className={styles.section} aria-label={words.alike}>
      <h2>{words.alike}</h2>
      <p>{words.alikeHint}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{words.examples}</th>
            <th scope="col">{words.intent}</th>
            <th scope="col">{words.takenFor}</th>
            <th scope="col">{words.confidence}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ text, intent, taken, confidence }) => (
            <tr key={`${intent} ${text}`}>
              <td>{text}</td>
              <td>{intent}</td>
              <td>{taken}</td>
              <td className={styles.number}>{percent(confidence)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
