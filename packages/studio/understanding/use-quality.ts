import { useState } from 'react'
import type { LiveUnderstanding } from '../api.ts'
import { toast } from '../ui/index.ts'
import { useWorkers } from '../worker/client.ts'
import type { Quality } from '../worker/quality.ts'
import type { NluFiles } from './nlu-document.ts'

export interface Measured {
  readonly quality: Quality
  /** Of which files, and compared with what. */
  readonly files: NluFiles
  readonly live: LiveUnderstanding | null
}

/** Measures when it is told to; `done` from 0 to 1 while it does. */
export function useMeasure() {
  const client = useWorkers((state) => state.client)
  const [measured, setMeasured] = useState<Measured | null>(null)
  const [done, setDone] = useState<number | null>(null)
  async function measure(files: NluFiles, live: LiveUnderstanding | null): Promise<void> {
    if (client === null) return
    setDone(0)
    try {
      const quality = await client.run('quality', { live: live?.intents ?? null }, setDone)
      setMeasured(quality === null ? null : { quality, files, live: live?.intents == null ? null : live })
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
    } finally {
      setDone(null)
    }
  }
  return { measured, done, measure }
}
