import { z } from 'zod'
import { flag, text } from './piece.ts'

/** When a message goes. `_docs/_api/objects_filters/schedule_object.md`. */
export const schedule = z
  .object({
    /** ISO 8601, UTC; without a zone where it is local or optimal time. */
    time: text,
    /** At that time of the recipient's own zone. 400 when it is past everywhere. */
    in_local_time: flag.exactOptional(),
    /** On that day at the hour that suits the recipient best. */
    at_optimal_time: flag.exactOptional(),
  })
  .readonly()
export type Schedule = z.output<typeof schedule>
