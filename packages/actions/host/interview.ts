import type { Thrown, ToChild } from './frame.ts'
import { type LanguageName, type LaunchOptions, languages } from './language.ts'
import { createNursery } from './nursery.ts'

/** What a bundle has said about itself, or how it kept from it. */
export type Told =
  | { readonly kind: 'described'; readonly description: unknown }
  | { readonly kind: 'thrown'; readonly thrown: Thrown }
  /** `stack`: where it was when it had to be stopped; empty when nobody knows. */
  | { readonly kind: 'ended'; readonly detail: string; readonly stack: string }

const withinMs = 5000
/** How long a child may take to tell where it is caught. */
const locateWithinMs = 300

/** The bundle of a solution that nobody has judged yet: as small a child as runs it later. */
export function interviewOptions(python: string | null): LaunchOptions {
  return { heapMegabytes: 128, memoryMegabytes: 256, callsPerChild: 2, python }
}

/**
 * Loads a bundle in an isolated child and asks what is in it.
 * @throws ActionHostError when the language's program cannot be started here
 */
export async function interview(
  language: LanguageName,
  load: ToChild & { kind: 'load' },
  options: LaunchOptions,
): Promise<Told> {
  const { program, launches, locates } = languages[language]
  const nursery = createNursery({ program, launches: () => launches(options) }, () => {})
  try {
    const { child, adopt } = await nursery.take()
    const told = Promise.withResolvers<Told>()
    let stack = ''
    const end = (): void => child.kill(`it took longer than ${withinMs} ms`)
    let timer = setTimeout(() => {
      if (!locates) return end()
      child.send({ kind: 'cancel', call: 0 })
      timer = setTimeout(end, locateWithinMs)
    }, withinMs)
    adopt({
      onFrame: (frame) => {
        if (frame.kind === 'loaded' && frame.thrown) told.resolve({ kind: 'thrown', thrown: frame.thrown })
        else if (frame.kind === 'loaded') child.send({ kind: 'describe' })
        else if (frame.kind === 'described') told.resolve({ kind: 'described', description: frame.description })
        else if (frame.kind === 'stopped') {
          stack = frame.stack
          end()
        }
      },
      onEnd: ({ detail }) => told.resolve({ kind: 'ended', detail, stack }),
    })
    child.send(load)
    const answer = await told.promise
    clearTimeout(timer)
    return answer
  } finally {
    await nursery.close()
  }
}
