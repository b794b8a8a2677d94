import { z } from 'zod'
import type { TopBuild } from './node-build.ts'
import type { Path } from './path.ts'
import type { Text } from './template.ts'

export const idleSource = z.strictObject({
  after: z.string().meta({ description: 'Silence since the last activity or the rule before, "10m".' }),
  remind: z.string().optional().meta({ description: 'Say this.' }),
  abandon: z.literal(true).optional().meta({ description: 'Give the conversation up.' }),
  port: z.literal('idle').optional().meta({ description: 'Leave the question by this port; only at a node.' }),
})
export type IdleSource = z.infer<typeof idleSource>

/** What happens when the person stays silent. Rules fire one after the other. */
export interface IdleRule {
  /** Milliseconds since the last activity or the rule before. */
  readonly after: number
  readonly does:
    | { readonly kind: 'remind'; readonly text: Text }
    | { readonly kind: 'abandon' }
    | { readonly kind: 'leave' }
}

/** Every conversation ends some day: a flow without rules abandons a silent person after half an hour. */
export const defaultIdle: readonly IdleRule[] = [{ after: 30 * 60_000, does: { kind: 'abandon' } }]

/** `atNode`: the rules of a question, not of a flow. */
export function compileIdle(
  rules: readonly IdleSource[],
  path: Path,
  atNode: boolean,
  build: TopBuild,
): readonly IdleRule[] {
  return rules.map((rule, index): IdleRule => {
    const here = [...path, index]
    const after = build.duration(rule.after, [...here, 'after'])
    const said = [rule.remind, rule.abandon, rule.port].filter((each) => each !== undefined).length
    if (said !== 1)
      build.problem(
        'bad-idle',
        here,
        'An idle rule does exactly one thing.',
        `Give it one of "remind", "abandon"${atNode ? ' and "port"' : ''}.`,
      )
    else if (rule.port !== undefined && !atNode)
      build.problem(
        'bad-idle',
        here,
        'Only the idle rules of a question can leave by a port.',
        'Move the rule to the question, or abandon.',
      )
    else if (rule.remind === undefined && index < rules.length - 1)
      build.problem('bad-idle', here, 'The rules after this one never come.', 'Make it the last rule.')
    if (rule.remind !== undefined)
      return { after, does: { kind: 'remind', text: build.text(rule.remind, [...here, 'remind']) } }
    return { after, does: rule.port === undefined ? { kind: 'abandon' } : { kind: 'leave' } }
  })
}
