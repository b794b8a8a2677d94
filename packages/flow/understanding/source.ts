import { z } from 'zod'

const confidence = z.number().min(0).max(1)

const intentSource = z.strictObject({
  label: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Liquid; what it is called where people are asked which intent they meant.' }),
  answer: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'Liquid; said wherever it is meant, then the open question is asked again.' }),
  flow: z
    .string()
    .optional()
    .meta({ description: 'A flow that runs wherever it is meant, then the open question is asked again.' }),
  to: z.string().optional().meta({ description: 'Id of the node that it leads to, wherever it is meant.' }),
})

export const understandingSource = z.strictObject({
  least: confidence.optional().meta({
    description: "The least confidence that counts as meant where words are no answer; default: the recognizer's own.",
  }),
  sure: confidence.optional().meta({
    description: 'The least confidence from which words are meant so although they would be an answer; default 0.85.',
  }),
  time_zone: z
    .string()
    .optional()
    .meta({ description: 'IANA time zone that "tomorrow" is taken in, unless the profile has one; default UTC.' }),
  understood: z
    .string()
    .optional()
    .meta({ description: 'Liquid; said when words filled variables that were not asked for yet.' }),
  corrections: z
    .boolean()
    .optional()
    .meta({ description: 'Whether "no, my city is Busan" changes what was said before; default false.' }),
  corrected: z
    .string()
    .optional()
    .meta({ description: 'Liquid; said when something was corrected, instead of the usual words.' }),
  small_talk: z.boolean().optional().meta({ description: 'Whether greetings and thanks are answered; default false.' }),
  intents: z
    .record(z.string().min(1).max(64), intentSource)
    .optional()
    .meta({ description: 'What is done when an intent is meant, by its name: one of "answer", "flow" and "to".' }),
})
export type UnderstandingSource = z.infer<typeof understandingSource>
export type IntentSource = z.infer<typeof intentSource>
