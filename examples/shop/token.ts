import { createHmac } from 'node:crypto'

/** What the shop knows of somebody who has signed in. */
export interface Customer {
  readonly id: string
  readonly email: string
  readonly name: string
}

const lifeSeconds = 600

const encoded = (value: object | Buffer): string =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url')

/** The proof of who somebody is, a JWT signed with HS256: what any brand's back end makes with the library it has. */
export function signIdentity({ id, email, name }: Customer, secret: string, now: number = Date.now()): string {
  const at = Math.floor(now / 1000)
  const head = encoded({ alg: 'HS256', typ: 'JWT', kid: 'identity_key' })
  const claims = encoded({ iss: 'larch-and-loch', sub: id, email, name, iat: at, exp: at + lifeSeconds })
  return `${head}.${claims}.${encoded(createHmac('sha256', secret).update(`${head}.${claims}`).digest())}`
}
