import { z } from 'zod'

/** A coordinate of a point of P-256, base64url. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes in base64url')

const publicKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: z.string().min(1).max(128).exactOptional(),
  alg: z.literal('ES256').exactOptional(),
  use: z.literal('sig').exactOptional(),
  key_ops: z.array(z.literal('verify')).max(1).readonly().exactOptional(),
})

const party = z.string().min(1).max(256)

/** How the brand proves who somebody is. Public keys and names of secrets: nothing of it is secret. */
export const identitySettings = z
  .strictObject({
    secrets: z.array(z.string().min(1).max(64)).min(1).max(10).readonly().exactOptional(),
    keys: z.array(publicKey).min(1).max(20).readonly().exactOptional(),
    issuer: party.exactOptional(),
    audience: party.exactOptional(),
    required: z.boolean().exactOptional(),
    longestHours: z
      .number()
      .positive()
      .max(24 * 30)
      .exactOptional(),
  })
  .refine(({ secrets, keys }) => secrets !== undefined || keys !== undefined, 'give "secrets", "keys" or both')

/** A public key that signs with ES256, as a JWK (RFC 7517). Its private part `d` belongs into no solution. */
export type IdentityKey = z.output<typeof publicKey>

/**
 * `identity` in `solution.ts`: who somebody is, the brand's back end says with a JWT (RFC 7519) signed by one of these. See
 * `docs/identity.md`.
 */
export interface IdentitySettings {
  /** Names of secrets that sign with HS256, at least 32 characters each. A token's `kid` names one; without `kid` all are tried. */
  readonly secrets?: readonly string[]
  /** Public keys whose private ones sign with ES256. A token's `kid` picks one; without `kid` all are tried. */
  readonly keys?: readonly IdentityKey[]
  /** What `iss` has to be. */
  readonly issuer?: string
  /** What has to be in `aud`. */
  readonly audience?: string
  /** Conversations begin only with an identity or a link. Default false: anybody may. */
  readonly required?: boolean
  /** How far away the end of a token may be, hours. Default 24. */
  readonly longestHours?: number
}

// What the type allows, the schema must take, and the other way round.
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never
const agreed: Same<z.output<typeof identitySettings>, IdentitySettings> = true
void agreed
