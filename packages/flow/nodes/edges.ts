import { z } from 'zod'

/** Port → node id. */
export const edges = z.record(z.string(), z.string()).meta({ description: 'Port to the id of the node that follows.' })

/** The author's own words; the program ignores them. */
export const note = z.string().optional().meta({ description: 'For people: why this node is here.' })

/** What tools keep somewhere, in at most so many characters of JSON: a flow is read by people too. The program ignores it. */
export const metaOf = (largest: number) =>
  z
    .record(z.string(), z.json())
    .refine((kept) => JSON.stringify(kept).length <= largest, `must have at most ${largest} characters of JSON`)
    .optional()
    .meta({ description: 'For tools: what they keep here, by the name of the tool. Changes nothing.' })

/** What tools keep with a node. */
export const meta = metaOf(8192)
