import type { Problem } from '@parley/flow'
import { useSaid } from '../problems/said.ts'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

const mostShown = 100

/** Problems with their places, as the compiler words them. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }) {
  const words = useSolutionWords()
  const say = useSaid()
  return (
    <ul className={styles.problems}>
      {problems.slice(0, mostShown).map((problem, index) => {
        const { place, code } = problem
        const { reason, repair } = say(problem)
        const where = [place.file, place.line, place.column].filter((part) => part !== undefined).join(':')
        const inside = [place.node, place.field].filter((part) => part !== undefined).join(' ')
        return (
          <li key={`${code} ${where} ${index}`}>
            <code>
              {where} {inside}
            </code>{' '}
            {reason} {repair}
          </li>
        )
      })}
      {problems.length > mostShown ? <li>{words.andMore(problems.length - mostShown)}</li> : null}
    </ul>
  )
}
