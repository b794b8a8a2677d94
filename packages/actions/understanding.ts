import { z } from 'zod'

export const understandingSettings = z.strictObject({
  engine: z.enum(['openai', 'openai-embeddings', 'rasa']),
  url: z.url({ protocol: /^https?$/, error: 'an address like https://api.example.com/v1' }).max(2000),
  model: z.string().min(1).max(200).exactOptional(),
  secret: z.string().min(1).max(100).exactOptional(),
  timeout_ms: z.int().min(50).max(5000).exactOptional(),
  least: z.number().min(0).max(1).exactOptional(),
  languages: z.array(z.string().min(1).max(35)).max(100).readonly().exactOptional(),
})

/** `understanding` in `solution.ts`: a service elsewhere that is asked what people mean. See `docs/nlu-engines.md`. */
export interface UnderstandingSettings {
  /** `openai`: a chat endpoint in the form of OpenAI. `openai-embeddings`: its embeddings. `rasa`: `POST /model/parse`. */
  readonly engine: 'openai' | 'openai-embeddings' | 'rasa'
  /** What stands before `/chat/completions`, `/embeddings` or `/model/parse`. Its host must be in `egress`. */
  readonly url: string
  /** Name of the model; demanded by `openai` and `openai-embeddings`. */
  readonly model?: string
  /** The name of a declared secret that is sent as bearer token. */
  readonly secret?: string
  /** How long a message waits for it: 1500 (default), at most 5000. Then what was learned from the examples counts. */
  readonly timeout_ms?: number
  /** The least confidence that counts as meant; default 0.5. */
  readonly least?: number
  /** Asked in these languages only, BCP 47; default: in all. */
  readonly languages?: readonly string[]
}

// What the type allows, the schema must take, and the other way round.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never
const agreed: Same<z.output<typeof understandingSettings>, UnderstandingSettings> = true
void agreed
