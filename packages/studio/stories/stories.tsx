/** The stories of the solution: run, seen, found. The drawer beside the canvas and the page of tests show it. */
import { FlaskConical, ListChecks, WandSparkles } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useMay } from '../app/api.ts'
import { useEditor } from '../editor/state.ts'
import { useJump } from '../problems/jump.ts'
import { useSaid } from '../problems/said.ts'
import { usePaths, useSource } from '../source/hooks.ts'
import { Button, Checkbox, Empty, ErrorNotice, Notice, Tag, toast, Working } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import type { StoryResult } from '../worker/protocol.ts'
import { CoverageView } from './coverage-view.tsx'
import { ResultView } from './result-view.tsx'
import { countsOf, runStories, storyFiles, useRuns } from './runs.ts'
import styles from './stories.module.css'
import { setAuto, useAuto, useRunning } from './use-runs.ts'
import { useWords } from './words.ts'

export interface StoriesProps {
  /** Shows a line of a file; absent: the page of tests does. */
  readonly onLine?: (file: string, line: number) => void
}

export function Stories({ onLine: show }: StoriesProps) {
  const words = useWords()
  const store = useSource()
  const client = useWorkers((state) => state.client)
  const { results, problems, isBroken, done, isOld, failure } = useRuns()
  const isLearning = useWorkers((state) => state.isLearning)
  const isAuto = useAuto((state) => state.isAuto)
  const jump = useJump()
  const say = useSaid()
  const mayRun = useMay('solution:edit')
  const { solution = '' } = useParams()
  const onLine = show ?? ((file: string) => jump({ file }))
  usePaths()
  useRunning()
  const files = storyFiles(store)
  if (files.length === 0)
    return (
      <Empty title={words.none} action={<Generate />}>
        {words.noneText}
      </Empty>
    )
  const run = (only?: Pick<StoryResult, 'file' | 'index'>): void => {
    if (client === null) return
    const onServer = mayRun ? solution : null
    void runStories(client, store, only === undefined ? { onServer } : { only, onServer })
  }
  const counts = countsOf(results ?? [])
  return (
    <section className={styles.stories} aria-label={words.tests}>
      <div className={styles.toolbar}>
        <Button kind="primary" isDisabled={client === null || done !== null} onPress={() => run()}>
          <ListChecks size={16} aria-hidden /> {words.run}
        </Button>
        <Generate />
        <Checkbox label={words.auto} checked={isAuto} onChange={setAuto} />
        <span role="status" className={styles.sum}>
          {results === null || isBroken ? null : words.sum(counts.passed, counts.failed, counts.elsewhere)}{' '}
          {isOld && done === null ? <Tag tone="warn">{words.old}</Tag> : null}
        </span>
      </div>
      {done === null ? null : <Working label={isLearning ? words.learning : words.running(done)} done={done} />}
      {failure === null ? null : <ErrorNotice error={failure} />}
      {isBroken ? <Notice tone="warn">{words.broken}</Notice> : null}
      {problems.map((problem) => {
        const { file = '', line = 1 } = problem.place
        const { reason, repair } = say(problem)
        return (
          <Notice tone="bad" key={JSON.stringify([problem.place, problem.reason])}>
            {words.line(file, line)}: {reason} {repair}{' '}
            <Button onPress={() => onLine(file, line)}>{words.showLine}</Button>
          </Notice>
        )
      })}
      {groupsOf(results ?? []).map(([file, own]) => (
        <div key={file}>
          <h3 className={styles.file}>{file.replace(/^tests\//, '')}</h3>
          <ul className={styles.list}>
            {own.map((result) => (
              <ResultView
                key={`${result.index} ${result.verdict}`}
                result={result}
                onRun={() => run(result)}
                onLine={onLine}
              />
            ))}
          </ul>
        </div>
      ))}
      <CoverageView />
    </section>
  )
}

function groupsOf(results: readonly StoryResult[]): readonly (readonly [string, readonly StoryResult[]])[] {
  const groups = new Map<string, StoryResult[]>()
  for (const result of results) groups.set(result.file, [...(groups.get(result.file) ?? []), result])
  return [...groups]
}

/** Finds stories for what none goes through yet. */
function Generate() {
  const words = useWords()
  const store = useSource()
  const client = useWorkers((state) => state.client)
  const mayEdit = useMay('solution:edit')
  const hasErrors = useEditor((state) => state.problems.some(({ severity }) => severity === 'error'))
  const [isAtIt, setAtIt] = useState(false)
  if (!mayEdit) return null
  const generate = async (): Promise<void> => {
    if (client === null) return
    setAtIt(true)
    try {
      const { text, count, exhausted } = await client.run('generate', { files: storyFiles(store) })
      if (text === null) toast(words.broken, 'warn')
      else if (count === 0) toast(`${words.nothingFound}${exhausted ? ` ${words.exhausted}` : ''}`, 'good')
      else {
        const path = freePath(store.paths)
        store.putText(path, text)
        toast(words.generated(count, path), 'good')
      }
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
    } finally {
      setAtIt(false)
    }
  }
  if (isAtIt) return <Working label={words.generating} />
  return (
    <Button isDisabled={client === null || hasErrors} onPress={() => void generate()}>
      <WandSparkles size={16} aria-hidden /> {words.generate}
    </Button>
  )
}

function freePath(paths: readonly string[]): string {
  let path = 'tests/found.test.yaml'
  for (let count = 2; paths.includes(path); count += 1) path = `tests/found-${count}.test.yaml`
  return path
}

/** The words of the drawer's tab, with how many failed. */
export function StoriesLabel() {
  const words = useWords()
  const results = useRuns((state) => state.results)
  const { passed, failed } = countsOf(results ?? [])
  return (
    <span className={styles.label}>
      <FlaskConical size={16} aria-hidden /> {words.tests}
      {failed > 0 ? <Tag tone="bad">{failed}</Tag> : passed > 0 ? <Tag tone="good">{passed}</Tag> : null}
    </span>
  )
}
