import type { Problem } from '@parley/flow'
import { useNavigate } from 'react-router'
import type { PublishCheck } from '../api.ts'
import { reveal } from '../editor/state.ts'
import { useSaid } from '../problems/said.ts'
import { Button, Notice } from '../ui/index.ts'
import { Changes } from './changes.tsx'
import { MissingSecrets } from './environment-panel.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** What was found before publishing: what keeps it from being done, what to know, and what will change. */
export function CheckReport(props: {
  readonly solution: string
  readonly check: PublishCheck
  readonly onLeave: () => void
}) {
  const words = useVersionWords()
  const { solution, check, onLeave } = props
  const errors = check.problems.filter(({ severity }) => severity === 'error')
  const warnings = check.problems.filter(({ severity }) => severity === 'warning')
  const list = (problems: readonly Problem[]) => <Problems {...{ solution, problems, onLeave }} />
  return (
    <>
      {check.ready ? null : (
        <Notice tone="bad">
          {words.notReady}
          {list(errors)}
        </Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="warn">
          {words.warnings(warnings.length)}
          {list(warnings)}
        </Notice>
      )}
      {check.ready && warnings.length === 0 ? <Notice tone="good">{words.ready}</Notice> : null}
      <MissingSecrets state={check} />
      {check.data_points === null || check.data_points === 0 ? null : (
        <div className={styles.quiet}>{words.dataPoints(check.data_points)}</div>
      )}
      {check.ready && check.live === null ? <p className={styles.quiet}>{words.first}</p> : null}
      {check.same_as === null ? null : <Notice>{words.same(check.same_as)}</Notice>}
      {check.changes === null || check.live === null || check.changes.diff.same ? null : (
        <div className={styles.section}>
          <h3>{words.willChange(check.live.version)}</h3>
          <Changes answer={check.changes} />
        </div>
      )}
    </>
  )
}

function Problems(props: {
  readonly solution: string
  readonly problems: readonly Problem[]
  readonly onLeave: () => void
}) {
  const words = useVersionWords()
  const navigate = useNavigate()
  const say = useSaid()
  const { solution, problems, onLeave } = props
  function show({ place: { flow, node, field } }: Problem): void {
    if (flow === undefined || node === undefined) return
    reveal(flow, node, field)
    onLeave()
    void navigate(`/s/${solution}/flows/${flow}`)
  }
  return (
    <ul className={styles.problems}>
      {problems.map((problem, index) => {
        const { place } = problem
        const { reason, repair } = say(problem)
        const where = place.node ?? [place.file, place.line].filter((part) => part !== undefined).join(':')
        return (
          <li key={`${index} ${where}`}>
            <code>{where}</code> {reason} {repair}{' '}
            {place.flow !== undefined && place.node !== undefined ? (
              <Button kind="quiet" onPress={() => show(problem)}>
                {words.toProblem}
              </Button>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
