import { z } from 'zod'
import { flowSource } from './flow-file.ts'
import type { Values } from './value.ts'

/** The JSON Schema of a flow file, for editors and other tools. The compiler checks more than a schema can say. */
export function flowJsonSchema(): Values {
  const schema = z.toJSONSchema(flowSource, { io: 'input' })
  return JSON.parse(JSON.stringify({ title: 'Parley flow, format 1', ...schema })) as Values
}
