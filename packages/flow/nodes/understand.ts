import { z } from 'zod'
import { isSmall } from '../bounded-result.ts'
import type { Expression } from '../expression.ts'
import { suggest } from '../nearest.ts'
import type { Recognition, Recognizer } from '../recognizer.ts'
import type { Turn } from '../turn.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const understandSource = z.strictObject({
  kind: z.literal('understand'),
  text: z
    .string()
    .optional()
    .meta({ description: 'CEL; the text to be understood, default: what the person said last.' }),
  intents: z
    .array(
      z.strictObject({
        intent: z.string().min(1).max(64).meta({ description: 'Name of an intent of the solution.' }),
        port: z.string().min(1).max(64).optional().meta({ description: 'Its port, default: the name of the intent.' }),
      }),
    )
    .min(1)
    .max(200)
    .meta({ description: 'The intents that have a way of their own.' }),
  to: edges.meta({ description: 'One port per intent, and "else" for everything else.' }),
  note,
  meta,
})
type UnderstandSource = z.infer<typeof understandSource>

export interface UnderstandBody {
  readonly kind: 'understand'
  /** `null`: what the person said last. */
  readonly text: Expression | null
  readonly ports: ReadonlyMap<string, string>
  readonly recognizer: Recognizer
}

/** A message, not a document. */
const longestText = 4096

export const understand: NodeKind<UnderstandSource, UnderstandBody> = {
  source: understandSource,
  ports: (source) => ({
    required: [...new Set([...source.intents.map(({ intent, port }) => port ?? intent), 'else'])],
  }),
  compile(source, build) {
    const ports = new Map<string, string>()
    for (const [index, { intent, port }] of source.intents.entries()) {
      const path = ['intents', index, 'intent']
      if (ports.has(intent))
        build.problem('unknown-intent', path, `The intent "${intent}" is here twice.`, 'Remove one of the two.')
      else if (build.intents !== null && !build.intents.includes(intent))
        build.problem(
          'unknown-intent',
          path,
          `The solution has no intent "${intent}".`,
          `Add it to nlu/intents.yaml with phrases that mean it. ${suggest(intent, build.intents)}`,
        )
      ports.set(intent, port ?? intent)
    }
    return {
      kind: 'understand',
      text: source.text === undefined ? null : build.logic(source.text, ['text'], 'text'),
      ports,
      recognizer: build.recognizer,
    }
  },
  pauses: () => false,
  leavesResult: () => true,
  enter(body, turn) {
    const { intent, confidence, entities } = recognize(body, turn)
    const port = (intent === null ? undefined : body.ports.get(intent)) ?? 'else'
    turn.setResult({ outcome: port, outputs: { intent, confidence, entities } })
    return leave(port)
  },
}

const nothing: Recognition = { intent: null, confidence: 0, entities: {} }

function recognize(body: UnderstandBody, turn: Turn): Recognition {
  const given = body.text === null ? turn.heard : body.text.evaluate(turn)
  if (typeof given !== 'string' || given.trim() === '') return nothing
  try {
    const { intent, confidence, entities } = body.recognizer.recognize(given.slice(0, longestText), turn.language)
    return { intent, confidence, entities: isSmall(entities) ? entities : {} }
  } catch {
    return nothing // FS2: a recognizer is somebody else's.
  }
}
