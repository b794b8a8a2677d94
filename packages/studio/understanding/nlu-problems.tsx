import type { Problem } from '@parley/flow'
import { useMemo } from 'react'
import { useEditor } from '../editor/state.ts'
import { useSaid } from '../problems/said.ts'
import { Button, Notice } from '../ui/index.ts'
import styles from './understanding.module.css'
import { useWords } from './words.ts'

/** A place in a file of understanding; `count`, so that the same one can be asked for again. */
export interface FilePlace {
  readonly file: string
  readonly line: number
  readonly count: number
}

export type ShowFile = (file: string, line?: number) => void

/** Whoever must read more has one thing to mend first. */
const mostShown = 5

/** What is wrong with the files of understanding, in the Studio's language. */
export function useNluProblems(): readonly Problem[] {
  const all = useEditor((state) => state.problems)
  const say = useSaid()
  return useMemo(
    () =>
      all
        .filter(({ place: { flow, file = '' } }) => flow === undefined && /^nlu(\/|$)/.test(file))
        .map((problem) => ({ ...problem, ...say(problem) })),
    [all, say],
  )
}

/** What keeps the examples from being learned, or a file from being edited beside its text. */
export function NluProblems({ broken, onShow }: { readonly broken: readonly string[]; readonly onShow: ShowFile }) {
  const words = useWords()
  const errors = useNluProblems().filter(({ severity }) => severity === 'error')
  const unread = broken.filter((path) => !errors.some(({ place }) => place.file === path))
  return (
    <>
      {errors.length === 0 ? null : (
        <Notice tone="bad">
          <strong>{words.unlearned}</strong>
          <ul className={styles.problems}>
            {errors.slice(0, mostShown).map(({ place: { file = '', line }, reason, repair }) => (
              <li key={`${file} ${line} ${reason}`}>
                {reason} {repair}{' '}
                {file === 'nlu' ? null : (
                  <Button onPress={() => onShow(file, line)}>{words.showPlace(file, line ?? 1)}</Button>
                )}
              </li>
            ))}
          </ul>
          {errors.length > mostShown ? <p>{words.moreProblems(errors.length - mostShown)}</p> : null}
        </Notice>
      )}
      {unread.map((path) => (
        <Notice key={path} tone="warn">
          {words.broken(path)} <Button onPress={() => onShow(path)}>{words.showFile}</Button>
        </Notice>
      ))}
    </>
  )
}
