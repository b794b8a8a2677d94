/**
 * Plays stories of documents that a browser cannot play: with real actions, or with files that lie beside them.
 *
 * Owns how many are played at once and how long one may take; each is played in a process of its own (`story-process.ts`), which may do
 * what `parley test` may. One after the other: every one brings an action host and a Braze sandbox along.
 */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { StoryRun, StoryRunRequest } from '@parley/studio/api'
import { Refusal } from '../http/refusal.ts'
import { modelsFolder } from '../solution/model-cache.ts'
import { withScratch } from '../sources/scratch.ts'
import type { Sources } from '../sources/sources.ts'
import type { StoryTask, StoryWord } from './story-process.ts'

export interface DocumentStories {
  /** @throws Refusal when the document has errors or no such story, or too many wait already */
  run(solution: string, asked: StoryRunRequest, signal: AbortSignal): Promise<StoryRun>
}

/** More would wait longer than a request may. */
const mostWaiting = 5
/** A story that takes longer is ended, milliseconds. */
const usualLongest = 90_000

export function createDocumentStories(
  sources: Pick<Sources, 'read'>,
  { longestMs = usualLongest }: { readonly longestMs?: number } = {},
): DocumentStories {
  let line: Promise<unknown> = Promise.resolve()
  let waiting = 0

  async function play(solution: string, asked: StoryRunRequest, gone: AbortSignal): Promise<StoryRun> {
    const files = await sources.read(solution)
    const word = await withScratch(files, (folder) =>
      inProcess({ ...asked, folder, models: modelsFolder() }, gone, longestMs),
    )
    if (word.kind === 'played') return word.run
    if (word.kind === 'missing')
      throw new Refusal('invalid-request', `The document has no story ${asked.index + 1} in ${asked.file}.`)
    throw new Refusal('build-refused', 'The solution has errors. Mend them, then its stories can be played.', {
      problems: word.problems.slice(0, 50) as never,
    })
  }

  return {
    run(solution, asked, gone) {
      if (waiting >= mostWaiting) {
        const detail = 'Other stories are being played. Wait for their end and try again.'
        return Promise.reject(new Refusal('overloaded', detail))
      }
      waiting += 1
      const played = line
        .then(() => play(solution, asked, gone))
        .finally(() => {
          waiting -= 1
        })
      line = played.catch(() => {})
      return played
    },
  }
}

function inProcess(task: StoryTask, gone: AbortSignal, longestMs: number): Promise<StoryWord> {
  if (gone.aborted) return Promise.reject(left())
  const { promise, resolve, reject } = Promise.withResolvers<StoryWord>()
  const child = fork(join(import.meta.dirname, 'story-process.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const end = (why: Error): void => {
    reject(why)
    child.kill('SIGKILL')
  }
  const leave = (): void => end(left())
  const seconds = Math.round(longestMs / 1000)
  const late = `The story took longer than ${seconds} seconds and was ended. "parley test" gives it all the time it takes.`
  const timer = setTimeout(() => end(new Refusal('invalid-request', late)), longestMs)
  gone.addEventListener('abort', leave, { once: true })
  child.once('message', (word: StoryWord) => resolve(word))
  child.once('error', end)
  // What it plays in is removed afterwards, so it must have ended.
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  void ended.then(() => reject(new Error('the process that plays a story ended without a word')))
  child.send(task)
  return promise.finally(async () => {
    clearTimeout(timer)
    gone.removeEventListener('abort', leave)
    await ended
  })
}

/** Told to nobody. */
const left = (): Refusal => new Refusal('closing', 'Whoever asked has gone.')
