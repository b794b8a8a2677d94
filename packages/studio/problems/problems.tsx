/** What is wrong with the solution, by flow and file, with what mends it. */
import type { Problem } from '@parley/flow'
import { AlertTriangle, CircleCheckBig, XCircle } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useMay } from '../app/api.ts'
import { useEditor } from '../editor/state.ts'
import { Button, Empty, Tag, Working } from '../ui/index.ts'
import { useJump } from './jump.ts'
import { mendable } from './mendable.ts'
import styles from './problems.module.css'
import { useSaid } from './said.ts'
import { useWords } from './words.ts'

const RepairMenu = lazy(async () => ({ default: (await import('./repair-menu.tsx')).RepairMenu }))

type Filter = 'all' | Problem['severity']

/** As many as are drawn at once. */
const page = 100

export function Problems() {
  const words = useWords()
  const problems = useEditor((state) => state.problems)
  const [filter, setFilter] = useState<Filter>('all')
  const [most, setMost] = useState(page)
  const shown = problems.filter(({ severity }) => filter === 'all' || severity === filter)
  const groups = useMemo(() => groupsOf(shown.slice(0, most)), [shown, most])
  if (problems.length === 0)
    return (
      <Empty title={words.none} action={<CircleCheckBig aria-hidden />}>
        {words.noneText}
      </Empty>
    )
  const count = (severity: Problem['severity']) => problems.filter((each) => each.severity === severity).length
  return (
    <section className={styles.problems} aria-label={words.problems}>
      <fieldset className={styles.filters}>
        <legend className={styles.legend}>{words.filter}</legend>
        {(['all', 'error', 'warning'] as const).map((each) => (
          <Button
            key={each}
            kind={filter === each ? 'primary' : 'plain'}
            aria-pressed={filter === each}
            onPress={() => setFilter(each)}
          >
            {each === 'all'
              ? `${words.all} ${problems.length}`
              : `${each === 'error' ? words.errors : words.warnings} ${count(each)}`}
          </Button>
        ))}
      </fieldset>
      {shown.length === 0 ? <p>{words.noneOfThese}</p> : null}
      {groups.map(({ name, problems: own }) => (
        <div key={name}>
          <h3 className={styles.group}>
            {name === '' ? words.solution : name} <Tag>{own.length}</Tag>
          </h3>
          <ul className={styles.list}>
            {own.map((problem) => (
              <Row key={keyOf(problem)} problem={problem} />
            ))}
          </ul>
        </div>
      ))}
      {shown.length > most ? (
        <Button onPress={() => setMost(most + page)}>{words.more(Math.min(page, shown.length - most))}</Button>
      ) : null}
    </section>
  )
}

function Row({ problem }: { readonly problem: Problem }) {
  const words = useWords()
  const jump = useJump()
  const mayEdit = useMay('solution:edit')
  const [isOpen, setOpen] = useState(false)
  const { place, severity } = problem
  const { reason, repair } = useSaid()(problem)
  const where = [place.node, place.field].filter((part) => part !== undefined).join(' · ') || lineOf(problem)
  const Icon = severity === 'error' ? XCircle : AlertTriangle
  return (
    <li className={styles.row} data-severity={severity}>
      <button type="button" className={styles.jump} onClick={() => jump(place)}>
        <Icon size={16} role="img" aria-label={severity === 'error' ? words.error : words.warning} />
        <span>
          {where === '' ? null : <code className={styles.where}>{where}</code>}
          <span className={styles.reason}>{reason}</span>
          <span className={styles.advice}>{repair}</span>
        </span>
      </button>
      {mayEdit && mendable.has(problem.code) ? (
        <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? words.close : words.fix}
        </Button>
      ) : null}
      {isOpen ? (
        <Suspense fallback={<Working label={words.trying} />}>
          <RepairMenu problem={problem} onDone={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </li>
  )
}

/** The words of the drawer's tab, with how many there are. */
export function ProblemsLabel() {
  const words = useWords()
  const problems = useEditor((state) => state.problems)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const warnings = problems.length - errors
  return (
    <span className={styles.label}>
      {words.problems}
      {errors === 0 ? null : (
        <Tag tone="bad">
          {errors} <span className={styles.hidden}>{words.errors}</span>
        </Tag>
      )}
      {warnings === 0 ? null : (
        <Tag tone="warn">
          {warnings} <span className={styles.hidden}>{words.warnings}</span>
        </Tag>
      )}
    </span>
  )
}

const lineOf = ({ place: { line } }: Problem): string => (line === undefined ? '' : `:${line}`)

const keyOf = ({ code, place, reason }: Problem): string => JSON.stringify([code, place, reason])

/** By flow, otherwise by file; `''`: the solution as a whole. Errors first. */
function groupsOf(
  problems: readonly Problem[],
): readonly { readonly name: string; readonly problems: readonly Problem[] }[] {
  const groups = new Map<string, Map<string, Problem>>()
  for (const problem of problems) {
    const name = problem.place.flow ?? problem.place.file ?? ''
    const group = groups.get(name) ?? new Map()
    group.set(keyOf(problem), problem)
    groups.set(name, group)
  }
  const rank = ({ severity }: Problem): number => (severity === 'error' ? 0 : 1)
  return [...groups].map(([name, group]) => ({
    name,
    problems: [...group.values()].sort((one, other) => rank(one) - rank(other)),
  }))
}
