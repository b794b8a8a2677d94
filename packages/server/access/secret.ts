import { createHash, randomBytes } from 'node:crypto'

/** A token of 256 bits that is shown to whom it belongs; only its hash is stored. It is chance alone, so a fast hash is enough. */
export const createSecret = (prefix = ''): string => `${prefix}${randomBytes(32).toString('base64url')}`

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** `acc_…`: 8 characters of time, so that newer ones are greater, and 80 bits of chance. */
export const createAccessId = <Prefix extends string>(prefix: Prefix, now: number): `${Prefix}_${string}` =>
  `${prefix}_${Math.floor(now).toString(32).padStart(9, '0').slice(-9)}${randomBytes(10).toString('hex')}`
