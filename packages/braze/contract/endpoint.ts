import type { z } from 'zod'

/** How many requests a bucket takes. Endpoints that name the same bucket share it. */
export interface RateLimit {
  readonly requests: number
  readonly windowSeconds: number
  readonly bucket: string
  /** What the two numbers do not say: other contracts, older figures. */
  readonly note?: string
}

/** The most that one request may carry; a count per array, besides the three that have a meaning of their own. */
export interface BatchLimits {
  /** Objects over all arrays of the request together. */
  readonly combined?: number
  /** Objects for one profile. */
  readonly perProfile?: number
  readonly maxPayloadBytes?: number
  readonly arrays?: { readonly [member: string]: number }
  readonly note?: string
}

/**
 * One endpoint of the Braze REST API, everything that client and sandbox need to know about it.
 *
 * Where a member of the request travels: a name in braces in `path` goes into the path; for GET everything else is the
 * query, otherwise the JSON body.
 */
export interface Endpoint<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  /** The method of the client: `users.export.ids` is `braze.users.export.ids`. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  /** What the key must be allowed to do; `undefined` where the API asks for none. */
  readonly permission: string | undefined
  readonly rateLimit: RateLimit
  readonly batchLimits?: BatchLimits
  readonly successStatus: number
  /** True: sending it twice does no more than once, so a client may repeat it after a failure that leaves it open. */
  readonly repeatable: boolean
  /** As the documentation wants it. Limits on counts and sizes are in `batchLimits`, since contracts differ in them. */
  readonly request: Request
  /** Lenient: what the API adds tomorrow passes. */
  readonly response: Response
  readonly docs: {
    readonly what: string
    /** File in the GitHub repository `braze-inc/braze-docs`. */
    readonly docPath: string
  }
}

/** Returns the row as given, with its literal id and its schemas kept in the type. */
export function defineEndpoint<const Row extends Endpoint>(row: Row): Row {
  return row
}
