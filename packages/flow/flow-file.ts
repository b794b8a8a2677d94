import { z } from 'zod'
import { idleSource } from './idle.ts'
import { menuSource } from './menu.ts'
import { metaOf } from './nodes/edges.ts'
import { nodeSource } from './nodes/index.ts'
import { resumeSource } from './resume.ts'
import { understandingSource } from './understanding/source.ts'
import { variableSource } from './variable.ts'

/** The one version of the format that this program knows. */
export const flowFormat = 1

const head = {
  $schema: z.string().optional().meta({ description: 'For editors: where the JSON Schema of this format is.' }),
  format: z.literal(flowFormat),
  start: z.string().meta({ description: 'Id of the first node.' }),
  locale: z
    .string()
    .optional()
    .meta({ description: 'BCP 47 locale in which people of this flow write dates and numbers.' }),
  variables: z
    .record(z.string(), variableSource)
    .optional()
    .meta({ description: 'What a conversation may know, by name.' }),
  idle: z
    .array(idleSource)
    .max(20)
    .optional()
    .meta({ description: 'What happens when the person stays silent; default: abandon after 30m.' }),
  menu: menuSource.optional().meta({ description: 'The persistent menu: ways that a person may take at any time.' }),
  resume: resumeSource
    .optional()
    .meta({ description: 'What happens when the person takes up a conversation that was abandoned.' }),
  understanding: understandingSource
    .optional()
    .meta({ description: 'What free words may mean anywhere in it, beside answering the question.' }),
  note: z.string().optional().meta({ description: 'For people: what this flow is for.' }),
  // Notes and frames on a canvas of thousands of nodes.
  meta: metaOf(131_072),
}

/** A flow file but for its nodes, which are read one by one so that each problem names its node. */
export const flowHead = z.strictObject({ ...head, nodes: z.record(z.string(), z.unknown()) })
export type FlowHead = z.infer<typeof flowHead>

/** A whole flow file. */
export const flowSource = z.strictObject({
  ...head,
  nodes: z.record(z.string(), nodeSource).meta({ description: 'The nodes, by id.' }),
})
export type FlowSource = z.infer<typeof flowSource>
