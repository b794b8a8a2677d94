import type { ListenSettings } from '@parley/actions/listen'
import { readPage } from '@parley/flow'
import type { PageReport } from '@parley/runtime'
import type { PageEventsRequest } from '@parley/widget/protocol'
import type { ListenRules } from '@parley/widget/rules'
import { z } from 'zod'
import { closed } from './closed.ts'
import { name, page, present, read, values, visitor } from './request.ts'

/** Characters of JSON that the properties of an event may have. */
const longestProperties = 8000
/** Reports wait in browsers that were offline; older ones are taken as of then. */
const oldestMs = 30 * 86_400_000

const report = closed({
  solution: name(128),
  environment: z.enum(['sandbox', 'prod']).default('sandbox'),
  visitor,
  consent: z.literal('full', 'What a visitor does is only kept with full consent.'),
  page: page.optional(),
  events: z
    .array(
      closed({
        id: name(64),
        name: name(128),
        at: z.number().min(0).max(8.64e15),
        properties: values
          .refine(
            (given) => JSON.stringify(given).length <= longestProperties,
            `At most ${longestProperties} characters of JSON`,
          )
          .optional(),
      }),
    )
    .min(1)
    .max(50)
    .readonly(),
})

// The protocol is the widget's; what it allows, this schema must take.
const agreed: PageEventsRequest extends z.input<typeof report> ? true : never = true
void agreed

/** `POST /v1/page-events`. Times ahead of `now`, or longer ago than events are kept, are brought within. */
export function readPageReport(body: unknown, now: number): PageReport {
  const { page: of, events, ...rest } = read(report, body)
  return {
    ...rest,
    page: of === undefined ? null : readPage(present(of)),
    events: events.map(({ id, name: called, at, properties = {} }) => ({
      id,
      name: called,
      at: Math.min(now, Math.max(now - oldestMs, at)),
      properties,
    })),
  }
}

/** What a browser gets of a solution's `listen`: all but what becomes of it. */
export function publicRules({
  braze: _,
  ...rules
}: ListenSettings): ListenRules & { readonly [name: string]: unknown } {
  return rules
}
