/**
 * What people agreed to, each time they chose.
 *
 * Owns the record of it. What may be done under which consent is decided where it is done.
 */
import type { Consent } from './contact.ts'
import type { Queryable } from './database.ts'
import { createId } from './ids.ts'
import type { Environment } from './runtime.ts'
import { putConsent } from './sql/put-consent.ts'
import { asked } from './versions.ts'
import { visitorId } from './visitors.ts'

export interface ConsentInput extends Pick<Consent, 'level' | 'source' | 'textVersion'> {
  readonly solution: string
  readonly environment: Environment
  /** `vis_…` */
  readonly visitor: string
}

export interface Consents {
  /** Resolves after the commit. The same as last time is noted again only after a day. */
  add(consent: ConsentInput): Promise<void>
}

/** A page says it on every visit; that the choice was confirmed is worth a row a day. */
const sameMs = 86_400_000

export function createConsents(parts: { readonly db: Queryable; readonly workspace: string; now(): number }): Consents {
  return {
    async add({ visitor, ...consent }) {
      const at = Math.floor(parts.now())
      const row = { ...consent, id: createId('consent', at), visitor: visitorId(consent, visitor), at }
      await asked(putConsent(parts.db, parts.workspace, row, at - sameMs))
    },
  }
}
