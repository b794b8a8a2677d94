import { useEffect } from 'react'
import { Link } from 'react-router'
import { useSource } from '../source/hooks.ts'
import { countsOf, runStories, storyFiles, useRuns } from '../stories/runs.ts'
import { Notice, Working } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** What the tests of the document say: played when somebody is about to publish. They keep nobody from it. */
export function TestsState({ solution }: { readonly solution: string }) {
  const words = useVersionWords()
  const store = useSource()
  const client = useWorkers((state) => state.client)
  const { results, done, isOld, failure } = useRuns()
  const isThere = storyFiles(store).length > 0
  useEffect(() => {
    const { results: known, isOld: wasChanged, done: running } = useRuns.getState()
    if (isThere && client !== null && running === null && (known === null || wasChanged)) void runStories(client, store)
  }, [client, store, isThere])
  if (!isThere) return <p className={styles.quiet}>{words.noTests}</p>
  if (done !== null) return <Working label={words.testing} done={done} />
  if (results === null || failure !== null) return null
  const { passed, failed, elsewhere } = countsOf(results)
  return (
    <Notice tone={failed > 0 || isOld ? 'warn' : 'good'}>
      {words.tests(passed, failed, elsewhere)} <Link to={`/s/${solution}/tests`}>{words.toTests}</Link>
    </Notice>
  )
}
