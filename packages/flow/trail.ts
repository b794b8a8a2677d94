import type { ErrorKind } from './result.ts'

/** One piece of the way that an event takes through the flows. */
export type Visit =
  | { readonly kind: 'enter'; readonly flow: string; readonly node: string }
  /** By a port of a node, wherever it leads. */
  | { readonly kind: 'leave'; readonly flow: string; readonly node: string; readonly port: string }
  /** Straight to a node, because the menu, the resume or what was said means it; `depth` flows then wait for its flow. `edge`: the way it took. */
  | {
      readonly kind: 'go'
      readonly flow: string
      readonly node: string
      readonly depth: number
      readonly edge?: string
    }
  /** What the node waited for ended in an error of this kind. */
  | { readonly kind: 'fail'; readonly flow: string; readonly node: string; readonly error: ErrorKind }
  /** An open question was left aside to answer what these words meant; it is asked again. `to`: a flow that answers. */
  | {
      readonly kind: 'digress'
      readonly flow: string
      readonly node: string
      readonly intent: string
      readonly to: string | null
    }
  /** A flow that answered beside an open question has ended; the conversation is back at the question. */
  | { readonly kind: 'return'; readonly flow: string; readonly node: string }
  /** What words at a question, or at an understand node, were taken for. */
  | { readonly kind: 'understand'; readonly flow: string; readonly node: string; readonly intent: string | null }
  /** A variable got its value from words that were not asked for it: `correct` when it had another one. */
  | { readonly kind: 'fill' | 'correct'; readonly flow: string; readonly node: string; readonly variable: string }
  /** The person rated something, from 1 to `most`; not when that is sensitive. */
  | {
      readonly kind: 'rate'
      readonly flow: string
      readonly node: string
      readonly rating: number
      readonly most: number
    }
