import { longestSolutionName, solutionNamePattern } from '@parley/studio/api'
import { z } from 'zod'
import { closed } from '../closed.ts'
import { Refusal } from '../refusal.ts'
import { read } from '../request.ts'
import { cleanText, hasControls } from '../text.ts'

export const solutionName = z
  .string()
  .max(longestSolutionName)
  .regex(solutionNamePattern, 'Use lower-case words joined by hyphens, like summer-sale')

const number = z.int().min(1).max(1_000_000_000)
const note = z.string().transform(cleanText).pipe(z.string().trim().min(1).max(2000)).exactOptional()
const share = z.number().gt(0, 'A share is above 0').lt(1, 'A share is below 1; publish without one for everybody')
/** The deployment that the caller has seen; 0: none. */
const after = z.int().min(0).max(1_000_000_000)
const place = z.string().max(200)

const bodies = {
  solution: closed({
    name: solutionName,
    from: z.discriminatedUnion('kind', [
      closed({ kind: z.literal('empty') }),
      closed({ kind: z.literal('template'), template: z.string().max(64) }),
      closed({ kind: z.literal('copy'), solution: z.string().max(64) }),
      closed({ kind: z.literal('version'), version: number.exactOptional() }),
    ]),
  }),
  setting: closed({
    path: z
      .array(z.string().min(1).max(200))
      .min(1)
      .max(6)
      .refine((names) => !names.includes('__proto__'), 'no such name'),
    value: z.json().optional(),
    before: z.json().optional(),
  }),
  publish: closed({ note, canary: share.exactOptional(), after }),
  deployment: closed({ version: number, note, canary: share.exactOptional(), after }),
  rollback: closed({ to: number.exactOptional(), note, after }),
  canary: closed({
    share: share.exactOptional(),
    end: z.enum(['promote', 'abort']).exactOptional(),
    note,
    after,
  }).refine((body) => (body.share === undefined) !== (body.end === undefined), 'Send either `share` or `end`'),
  archive: closed({ force: z.boolean().exactOptional() }),
  restore: closed({ code: z.boolean() }),
  migration: closed({
    from: number,
    to: number,
    dry_run: z.boolean().exactOptional(),
    nodes: z.record(place, place).exactOptional(),
    variables: z.record(place, place.nullable()).exactOptional(),
  }),
  preview: closed({
    name: z
      .string()
      .min(1)
      .max(64)
      .refine((it) => !hasControls(it), 'holds control characters'),
    days: z
      .number()
      .min(1 / 24)
      .max(90),
  }),
} as const

type Bodies = typeof bodies

/** A request's body as its route documents it. @throws Refusal `invalid-request` */
export const readBody = <Name extends keyof Bodies>(which: Name, body: unknown): z.output<Bodies[Name]> =>
  read(bodies[which], body ?? {}) as z.output<Bodies[Name]>

/** The solution that an address names: what cannot exist is not looked up. */
export function solutionOf({ params }: { readonly params: unknown }): string {
  const { solution = '' } = params as { readonly solution?: string }
  if (solution.length > longestSolutionName || !solutionNamePattern.test(solution))
    throw new Refusal('unknown-solution')
  return solution
}
