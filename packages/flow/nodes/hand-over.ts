import { z } from 'zod'
import type { Text } from '../template.ts'
import { contentOf } from './ask.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type Move, type NodeKind } from './node.ts'

export const handOverSource = z.strictObject({
  kind: z.literal('hand-over'),
  text: z.string().optional().meta({ description: 'Liquid; said to the person beforehand.' }),
  skill: z.string().optional().meta({ description: 'Liquid; what the one who takes over must be able to do.' }),
  brief: z.string().optional().meta({ description: 'Liquid; what the one who takes over should know.' }),
  wait: z
    .string()
    .optional()
    .meta({ description: 'How long the conversation may stay with them, "30m"; then it leaves by "timeout".' }),
  to: edges.meta({
    description:
      'Port "next" when it is given back, "timeout" with "wait", "unavailable" when nobody can take it (without it, "next").',
  }),
  note,
  meta,
})
type HandOverSource = z.infer<typeof handOverSource>

export interface HandOverBody {
  readonly kind: 'hand-over'
  readonly text: Text | null
  readonly skill: Text | null
  readonly brief: Text | null
  /** Milliseconds, `null`: for as long as it takes. */
  readonly wait: number | null
}

/** What is handed on is read in a list: longer than this it is cut. */
const longestSkill = 200
const longestBrief = 4000

export const handOver: NodeKind<HandOverSource, HandOverBody> = {
  source: handOverSource,
  ports: (source) => ({
    required: source.wait === undefined ? ['next'] : ['next', 'timeout'],
    optional: ['unavailable'],
  }),
  compile(source, build) {
    // What the one who takes over reads is not for the person, and stays in the brand's own language.
    const text = (words: string | undefined, member: string, form: 'text' | 'address') =>
      words === undefined ? null : build[form](words, [member])
    return {
      kind: 'hand-over',
      text: text(source.text, 'text', 'text'),
      skill: text(source.skill, 'skill', 'address'),
      brief: text(source.brief, 'brief', 'address'),
      wait: source.wait === undefined ? null : build.duration(source.wait, ['wait']),
    }
  },
  pauses: () => true,
  enter(body, turn) {
    if (body.text !== null) turn.say(body.text)
    const words = (text: Text | null, longest: number) => {
      const rendered = text === null ? '' : turn.render(text).trim()
      return rendered === '' ? null : rendered.slice(0, longest).toWellFormed()
    }
    const sensitive = body.skill?.sensitive === true || body.brief?.sensitive === true
    turn.handOver(words(body.skill, longestSkill), words(body.brief, longestBrief), sensitive)
    if (body.wait !== null) turn.setTimer('wait', body.wait)
    return { kind: 'stay', phase: { kind: 'agent', timed: body.wait !== null } }
  },
  said(_body, turn, said): Move {
    turn.hear(contentOf(said), false)
    return { kind: 'stay', phase: turn.phase }
  },
  fired: () => leave('timeout'),
  handedBack: (_body, turn, outcome) =>
    leave(outcome === 'unavailable' && turn.hasExit('unavailable') ? 'unavailable' : 'next'),
}
