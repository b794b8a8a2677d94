import { z } from 'zod'

/** Port → node id. */
export const edges = z.record(z.string(), z.string()).meta({ description: 'Port to the id of the node that follows.' })

/** The author's own words; the program ignores them. */
export const note = z.string().optional().meta({ description: 'For people: why this node is here.' })
