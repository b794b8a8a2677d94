import { useRef, useState } from 'react'
import { useParams } from 'react-router'
import type { LiveUnderstanding } from '../api.ts'
import { useWorkers } from '../worker/client.ts'
import type { Quality } from '../worker/quality.ts'
import { type NluFiles, readNluFiles } from './nlu-document.ts'
import { type Against, fetchLive } from './use-live.ts'

export interface Measured {
  /** `null`: the examples cannot be learned as they are. */
  readonly quality: Quality | null
  /** What was measured; see {@link taughtBy}. */
  readonly taught: string
  readonly against: Against
  /** `null`: nothing runs there that has intents, or it was compared with nothing. */
  readonly live: LiveUnderstanding | null
}

/** The measurement of a page, kept while other parts of the page are shown. */
export interface Measuring {
  readonly against: Against
  readonly measured: Measured | null
  /** From 0 to 1 while it measures. */
  readonly done: number | null
  readonly failure: unknown
  choose(against: Against): void
  /** Measures, compared with what is chosen, or with this, which is chosen then. */
  measure(against?: Against): void
}

export function useMeasuring(files: NluFiles): Measuring {
  const { solution = '' } = useParams()
  const client = useWorkers((state) => state.client)
  const [against, setAgainst] = useState<Against>('nothing')
  const [measured, setMeasured] = useState<Measured | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const newest = useRef(0)

  async function measure(chosen: Against): Promise<void> {
    if (client === null) return
    newest.current += 1
    const turn = newest.current
    const isNewest = () => newest.current === turn
    setAgainst(chosen)
    setFailure(null)
    setDone(0)
    try {
      const found = chosen === 'nothing' ? null : await fetchLive(solution, chosen)
      const live = found?.intents == null ? null : found
      const quality = await client.run('quality', { live: live?.intents ?? null }, (part) => {
        if (isNewest()) setDone(part)
      })
      if (isNewest()) setMeasured({ quality, taught: taughtBy(files), against: chosen, live })
    } catch (error) {
      if (isNewest()) setFailure(error)
    } finally {
      if (isNewest()) setDone(null)
    }
  }

  return {
    ...{ against, measured, done, failure },
    choose: setAgainst,
    measure: (chosen = against) => void measure(chosen),
  }
}

/** What is learned of these files, to tell whether it is another: labels, answers and the threshold teach nothing. */
export const taughtBy = (files: NluFiles): string =>
  JSON.stringify(readNluFiles(files).intents.map(({ name, examples }) => [name, examples.map(({ source }) => source)]))
