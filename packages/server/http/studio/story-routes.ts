import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Audit } from '../../access/access.ts'
import type { DocumentStories } from '../../story/document-stories.ts'
import { closed } from '../closed.ts'
import { name, read } from '../request.ts'
import type { StudioGuard } from './guard.ts'

export interface StoryRouteParts {
  readonly guard: StudioGuard
  readonly audit: Audit
  readonly stories: DocumentStories
}

interface OfSolution {
  readonly Params: { readonly solution: string }
}

const asked = closed({ file: name(512), index: z.int().min(0).max(5000) })

/** Stories that only a server can play; see `api/stories.ts` of the Studio. */
export function addStoryRoutes(app: FastifyInstance, { guard, audit, stories }: StoryRouteParts): void {
  // As with single actions: it is the document's code, which only developers write.
  const editors = { onRequest: guard.requires('solution:edit') }
  app.post<OfSolution>('/studio/api/solutions/:solution/stories/run', editors, async (request) => {
    const { solution } = request.params
    const { file, index } = read(asked, request.body)
    const gone = new AbortController()
    const leave = (): void => gone.abort()
    request.raw.socket.once('close', leave)
    try {
      const run = await stories.run(solution, { file, index }, gone.signal)
      const outcome = run.deviation === null ? 'passed' : 'failed'
      await audit(request, 'story.played', `${solution}/${file}`, { outcome, took_ms: run.took_ms })
      return run
    } finally {
      request.raw.socket.off('close', leave)
    }
  })
}
