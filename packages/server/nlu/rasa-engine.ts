import { z } from 'zod'
import { broken, type Engine, type EngineParts, ownIntent } from './engine.ts'

const answer = z.object({
  intent: z.object({ name: z.string().max(200).nullable(), confidence: z.number().min(0).max(1) }),
})

/** What Rasa calls what it is not sure of; the confidence beside it is the threshold that was missed, not how sure it is. */
const fallback = 'nlu_fallback'

/** Asks a server in the form of Rasa. */
export function createRasaEngine({ intents, send }: EngineParts): Engine {
  return {
    async guess({ text }, signal) {
      const parsed = answer.safeParse(await send('/model/parse', { text }, signal))
      if (!parsed.success) throw broken('Its answer holds no intent and confidence.')
      const { name, confidence } = parsed.data.intent
      if (name === fallback) return null
      return { intent: name === null || name === '' ? null : ownIntent(intents, name), confidence }
    },
  }
}
