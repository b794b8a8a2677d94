import { useParams } from 'react-router'
import { useSaid } from '../problems/said.ts'
import { Notice } from '../ui/index.ts'
import { useSurroundings } from '../worker/client.ts'
import styles from './actions.module.css'

/** What the server found wrong with one file when it built the code. */
export function FileProblems(props: {
  readonly path: string
  readonly onPlace: (file: string, line: number, column: number) => void
}) {
  const { path, onPlace } = props
  const { solution = '' } = useParams()
  const { data } = useSurroundings(solution)
  const say = useSaid()
  const problems = (data?.problems ?? [])
    .filter(({ place }) => place.file === path)
    .map((each) => ({ ...each, ...say(each) }))
  return (
    <>
      {problems.map(({ code, severity, place, reason, repair }) => (
        <Notice key={`${code} ${place.line ?? ''} ${reason}`} tone={severity === 'error' ? 'bad' : 'warn'}>
          {place.line === undefined ? null : (
            <button
              type="button"
              className={styles.place}
              onClick={() => onPlace(path, place.line ?? 1, place.column ?? 1)}
            >
              {place.line}
            </button>
          )}{' '}
          {reason} {repair}
        </Notice>
      ))}
    </>
  )
}
