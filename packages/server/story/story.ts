import { errorKinds } from '@parley/flow'
import { z } from 'zod'

/**
 * A story is a conversation written down: what the person says and what the solution is expected to do, in order.
 * Stories live in `tests/*.test.yaml` of a solution and are read by designers as much as by machines.
 */

const json = z.json()
const values = z.record(z.string(), json)
const words = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const error = z.strictObject({
  kind: z.enum(errorKinds).default('unavailable'),
  message: z.string().default('It did not work.'),
})

const steps = {
  /** The bot says exactly this. */
  bot: z.strictObject({ bot: z.string() }),
  /** The person types this, or these one after the other; what the bot answers in between is not looked at. */
  user: z.strictObject({ user: z.union([words, z.array(words).min(1)]) }),
  /** The person picks the choice with this id or label. */
  pick: z.strictObject({ pick: words }),
  /** The conversation asks for this action (with at least this input) and waits; it ends as written here. */
  action: z.strictObject({
    action: z.string(),
    input: values.optional(),
    outcome: z.string().default('success'),
    outputs: values.default({}),
    error: error.optional(),
  }),
  /** The conversation queues this action and does not wait for it. */
  queued: z.strictObject({ queued: z.string(), input: values.optional() }),
  /** Time passes: `10m`, `90s`, `1h`. Due timers fire. */
  wait: z.strictObject({ wait: z.string() }),
  /** The conversation is over, with this outcome (`true`: with any). */
  ends: z.strictObject({ ends: z.union([z.string(), z.literal(true)]) }),
  abandoned: z.strictObject({ abandoned: z.literal(true) }),
}

const step = z.unknown().transform((written, context): Step => {
  const kinds = Object.keys(steps)
  const kind =
    typeof written === 'object' && written !== null ? Object.keys(written).find((key) => key in steps) : undefined
  if (kind === undefined) {
    context.addIssue({ code: 'custom', message: `A step is one of ${kinds.join(', ')}.` })
    return z.NEVER
  }
  const parsed = steps[kind as keyof typeof steps].safeParse(written)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues)
    context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
  return z.NEVER
})

export type Step = { [K in keyof typeof steps]: z.infer<(typeof steps)[K]> }[keyof typeof steps]

const story = z.strictObject({
  story: z.string().min(1),
  flow: z.string().optional(),
  contact: z
    .strictObject({ external_id: z.string().optional(), email: z.string().optional(), phone: z.string().optional() })
    .default({}),
  variables: values.default({}),
  steps: z.array(step).min(1),
})

export const storyFile = z.strictObject({ stories: z.array(story).min(1) })

export type Story = z.infer<typeof story>
