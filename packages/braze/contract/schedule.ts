import { z } from 'zod'
import { flag, namedObjects, text } from './piece.ts'

/** `_docs/_api/objects_filters/schedule_object.md`. */
export const schedule = z
  .object({
    time: text.describe('ISO 8601, UTC. Without a zone where it is local or optimal time.'),
    in_local_time: flag
      .exactOptional()
      .describe("At that time of the recipient's own zone; 400 when it is past everywhere. Default false."),
    at_optimal_time: flag
      .exactOptional()
      .describe('On that day at the hour that suits the recipient best. Default false.'),
  })
  .readonly()
  .register(namedObjects, { name: 'Schedule', what: 'When a message goes.' })
export type Schedule = z.output<typeof schedule>
