import { useEffect } from 'react'
import { useParams } from 'react-router'
import { create } from 'zustand'
import { usePaths, useSource } from '../source/hooks.ts'
import { useWorkers } from '../worker/client.ts'
import { openRuns, runStories, storyFiles, useRuns } from './runs.ts'

const key = 'parley.studio.tests.auto'

/** Whether stories are played again whenever something changes. */
export const useAuto = create<{ readonly isAuto: boolean }>(() => ({ isAuto: localStorage.getItem(key) !== 'no' }))

export function setAuto(isAuto: boolean): void {
  useAuto.setState({ isAuto })
  localStorage.setItem(key, isAuto ? 'yes' : 'no')
}

/** Nobody wants to see every keystroke tested, milliseconds. */
const restMs = 1200

/** Plays the stories when they are first looked at, and again after changes. */
export function useRunning(): void {
  const store = useSource()
  const { client, version } = useWorkers()
  const isAuto = useAuto((state) => state.isAuto)
  const paths = usePaths()
  const texts = useTexts(paths)
  const { solution = '' } = useParams()
  useEffect(() => openRuns(solution), [solution])
  useEffect(() => {
    // Another program, or other stories, may have other results.
    if (client === null || version === 0 || texts === '') return
    if (useRuns.getState().results !== null) useRuns.setState({ isOld: true })
    if (!isAuto) return
    const timer = setTimeout(() => void runStories(client, store), useRuns.getState().results === null ? 0 : restMs)
    return () => clearTimeout(timer)
  }, [client, version, isAuto, store, texts])
}

/** The stories as one text, to be told apart by. */
function useTexts(paths: readonly string[]): string {
  const store = useSource()
  return paths.length === 0
    ? ''
    : storyFiles(store)
        .map(({ path, text }) => `${path}\n${text}`)
        .join('\n')
}
