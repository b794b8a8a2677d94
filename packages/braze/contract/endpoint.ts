import { z } from 'zod'

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
 * How an endpoint gives a list in pieces. `items` names the member of the answer that holds them.
 *
 * - `page`: the member `page` of the request counts from 0; a page with fewer than `size` is the last one.
 * - `offset`: the members `offset` and `limit`; `size` is the default of `limit`, `most` its maximum.
 * - `link`: the answer's header `Link` names the next page with `rel="next"`, by the member `cursor`.
 */
export type Pages =
  | { readonly kind: 'page'; readonly items: string /** Not documented everywhere. */; readonly size?: number }
  | { readonly kind: 'offset'; readonly items: string; readonly size: number; readonly most: number }
  | { readonly kind: 'link'; readonly items: string; readonly size: number }

/**
 * One endpoint of the Braze REST API, everything that client and sandbox need to know about it.
 *
 * Where a member of the request travels: see `placeOf`.
 */
export interface Endpoint<Request extends z.ZodType = z.ZodType, Response extends z.ZodType = z.ZodType> {
  /** The method of the client: `users.export.ids` is `braze.users.export.ids`. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/${string}`
  /** What the key must be allowed to do; `undefined` where the API asks for none. */
  readonly permission: string | undefined
  /** Default a REST API key. `scim`: the token of SCIM provisioning instead, in the same header. */
  readonly token?: 'scim'
  readonly rateLimit: RateLimit
  readonly batchLimits?: BatchLimits
  readonly successStatus: number
  /** True: the documentation does not say the status; it is what endpoints of the same family answer. */
  readonly statusInferred?: true
  /** True: sending it twice does no more than once, so a client may repeat it after a failure that leaves it open. */
  readonly repeatable: boolean
  /** Members of the request that travel as headers, with the headers' names. */
  readonly headers?: { readonly [member: string]: string }
  readonly pages?: Pages
  /** What to use instead, or why it is going away. */
  readonly deprecated?: string
  /** `early-access`: only where Braze has switched it on. `hidden`: found in pages that nothing links to. */
  readonly stability?: 'early-access' | 'hidden'
  /** As the documentation wants it. Limits on counts and sizes are in `batchLimits`, since contracts differ in them. */
  readonly request: Request
  /** Lenient: what the API adds tomorrow passes. */
  readonly response: Response
  readonly docs: {
    /** One sentence. */
    readonly what: string
    /** File in the GitHub repository `braze-inc/braze-docs`. */
    readonly docPath: string
    /** What a caller has to know besides. */
    readonly limits?: string
  }
}

/** Returns the row as given, with its literal id and its schemas kept in the type. */
export function defineEndpoint<const Row extends Endpoint>(row: Row): Row {
  return row
}

type ById<Rows extends readonly Endpoint[]> = { readonly [Row in Rows[number] as Row['id']]: Row }

/** The rows of one chapter of the API, by their ids. */
export function defineGroup<const Rows extends readonly Endpoint[]>(rows: Rows): ById<Rows> {
  return Object.fromEntries(rows.map((row) => [row.id, row])) as ById<Rows>
}

/** The names in braces of a path, in their order. */
export function pathMembers(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}

/**
 * Where a member of a request travels: a name in braces of the path goes there, one that the row lists as a header becomes
 * one; everything else is the query of a GET and the JSON body of all others, DELETE included.
 */
export function placeOf(
  endpoint: Pick<Endpoint, 'method' | 'path' | 'headers'>,
  member: string,
): 'path' | 'header' | 'query' | 'body' {
  if (endpoint.path.includes(`{${member}}`)) return 'path'
  if (endpoint.headers !== undefined && Object.hasOwn(endpoint.headers, member)) return 'header'
  return endpoint.method === 'GET' ? 'query' : 'body'
}

/** The members of a request and their schemas. */
export function shapeOf({ request }: Pick<Endpoint, 'request'>): { readonly [member: string]: z.core.$ZodType } {
  const schema = request instanceof z.ZodReadonly ? request.unwrap() : request
  return schema instanceof z.ZodObject ? schema.shape : {}
}

/** The members that the request schema names. */
export function requestMembers(endpoint: Pick<Endpoint, 'request'>): readonly string[] {
  return Object.keys(shapeOf(endpoint))
}
