import { z } from 'zod'

/** Port → node id. */
export const edges = z.record(z.string(), z.string()).meta({ description: 'Port to the id of the node that follows.' })

/** The author's own words; the program ignores them. */
export const note = z.string().optional().meta({ description: 'For people: why this node is here.' })

/** JSON of what tools keep with a node: a flow is read by people too. */
const largestMeta = 8192

/** What tools keep with a node, and with a flow; the program ignores it. */
export const meta = z
  .record(z.string(), z.json())
  .refine((kept) => JSON.stringify(kept).length <= largestMeta, `must have at most ${largestMeta} characters of JSON`)
  .optional()
  .meta({ description: 'For tools: what they keep here, by the name of the tool. Changes nothing.' })
