import type { ReactNode } from 'react'
import type { NluImport } from '../api.ts'
import { RequestError } from '../app/request.ts'
import { useSaid } from '../problems/said.ts'
import { ProblemList } from '../solutions/problem-list.tsx'
import { Checkbox, ErrorNotice, Notice, Tag } from '../ui/index.ts'
import { useImportWords } from './import-words.ts'
import styles from './understanding.module.css'

const mostShown = 200

/** What would be written, what is left out, what gets another name, and what would be wrong afterwards. */
export function ImportPreview(props: {
  readonly looked: NluImport
  /** Intents that there are already. */
  readonly known: ReadonlySet<string>
  readonly over: boolean
  readonly onOver: (over: boolean) => void
}) {
  const words = useImportWords()
  const say = useSaid()
  const { files, taken, lost, renamed, isGuess, problems } = props.looked
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity !== 'error')
  return (
    <>
      {isGuess ? <Notice tone="warn">{words.guessed}</Notice> : null}
      {files.map(({ path, intents, entities }) => (
        <section key={path} className={styles.section} aria-label={path}>
          <strong>
            <code className={styles.path}>{path}</code>{' '}
            {words.total(
              intents.length,
              intents.reduce((sum, { examples }) => sum + examples, 0),
              entities.length,
            )}
          </strong>
          <ul className={styles.taken}>
            {intents.slice(0, mostShown).map(({ name, examples }) => (
              <li key={name}>
                {name}{' '}
                <span className={styles.hint}>
                  {props.known.has(name) ? words.more(examples) : words.count(examples)}
                </span>{' '}
                {props.known.has(name) ? null : <Tag tone="accent">{words.isNew}</Tag>}
              </li>
            ))}
            {intents.length > mostShown ? <li>{words.andMore(intents.length - mostShown)}</li> : null}
          </ul>
        </section>
      ))}
      {taken.length === 0 ? null : (
        <Checkbox label={words.over(taken.join(', '))} checked={props.over} onChange={props.onOver} />
      )}
      <Told title={words.renamed(renamed.length)} count={renamed.length}>
        <ul className={styles.told}>
          {renamed.map(({ from, to }) => (
            <li key={from}>{words.becomes(from, to)}</li>
          ))}
        </ul>
      </Told>
      <Told title={words.lost(lost.length)} count={lost.length}>
        <ul className={styles.told}>
          {lost.map(({ where, reason }) => (
            <li key={`${where} ${reason}`}>
              {where === '' ? null : <code className={styles.path}>{where}</code>}{' '}
              {say({ code: 'import-refused', reason, repair: '' }).reason}
            </li>
          ))}
        </ul>
      </Told>
      <Told title={words.warnings(warnings.length)} count={warnings.length}>
        <ProblemList problems={warnings} />
      </Told>
      {errors.length === 0 ? null : (
        <Notice tone="bad">
          {words.errors}
          <ProblemList problems={errors} />
        </Notice>
      )}
    </>
  )
}

/** Why nothing was taken, with every reason in the language of the Studio. */
export function ImportFailure({ error }: { readonly error: unknown }) {
  const say = useSaid()
  if (!(error instanceof RequestError)) return <ErrorNotice error={error} />
  const { problem } = error
  const errors = (problem.errors ?? []).map(({ pointer, detail }) => ({
    pointer,
    detail: say({ code: problem.code, reason: detail, repair: '' }).reason,
  }))
  return <ErrorNotice error={new RequestError({ ...problem, errors })} />
}

function Told(props: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  if (props.count === 0) return null
  return (
    <details className={styles.section}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}
