import type { StudioBuild } from '@parley/studio/build'

/** The Studio's files, built once when first asked for. */
export interface StudioFiles {
  /** A build that is under way is waited for; one that failed is tried again. @throws when the source does not bundle */
  build(): Promise<StudioBuild>
  /** `null` until it is built; then how much of it is done no longer matters. */
  built(): StudioBuild | null
  /** Of the build that is under way, 0 to 1. `listener` is told until the function that is returned is called. */
  onProgress(listener: (done: number) => void): () => void
}

export function createStudioFiles(): StudioFiles {
  const listeners = new Set<(done: number) => void>()
  let done = 0
  let build: Promise<StudioBuild> | null = null
  let built: StudioBuild | null = null
  const start = async (): Promise<StudioBuild> => {
    // Imported late: a server on which nobody opens the Studio loads no bundler for it.
    const { buildStudio } = await import('@parley/studio/build')
    return buildStudio((now) => {
      done = now
      for (const listener of [...listeners]) listener(now)
    })
  }
  return {
    build() {
      build ??= start().then(
        (files) => {
          built = files
          return files
        },
        (error: unknown) => {
          build = null
          throw error
        },
      )
      return build
    },
    built: () => built,
    onProgress(listener) {
      listeners.add(listener)
      listener(done)
      return () => void listeners.delete(listener)
    },
  }
}
