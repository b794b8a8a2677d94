import type { Problem } from '@parley/flow'
import { useEffect, useSyncExternalStore } from 'react'
import { useLanguage } from '../app/words.ts'

type Said = Pick<Problem, 'reason' | 'repair'>
type Say = (problem: Pick<Problem, 'code' | 'reason' | 'repair'>) => Said

const asItIs: Say = ({ reason, repair }) => ({ reason, repair })

/** Loaded when somebody reads Korean: the sentences are many. */
let korean: Say | null = null
const listeners = new Set<() => void>()

async function loadKorean(): Promise<void> {
  const { inKorean } = await import('./korean/korean.ts')
  korean = inKorean
  for (const listener of [...listeners]) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What a problem says, in the language of the Studio. */
export function useSaid(): Say {
  const language = useLanguage()
  const loaded = useSyncExternalStore(subscribe, () => korean)
  useEffect(() => {
    // Until it is there, and where it cannot be had, English is said.
    if (language === 'ko' && korean === null) loadKorean().catch(() => {})
  }, [language])
  return language === 'ko' ? (loaded ?? asItIs) : asItIs
}
