import type { Consent } from '../contact.ts'
import type { Queryable } from '../database.ts'
import type { VisitorId } from '../ids.ts'

const text = `
insert into parley.consent (workspace_id, id, solution, environment, visitor_id, level, source, text_version, at)
select $1, $2, $3, $4, $5, $6, $7, $8, $9::bigint
where not exists (
  select from (
    select level, source, text_version, at from parley.consent
    where workspace_id = $1 and visitor_id = $5 order by at desc limit 1
  ) last
  where last.level = $6 and last.source = $7 and last.text_version is not distinct from $8 and last.at > $10
)`

/** Notes a choice, unless the last one is the same and younger than `since`. */
export async function putConsent(
  db: Queryable,
  workspace: string,
  consent: Consent & { readonly visitor: VisitorId },
  since: number,
): Promise<void> {
  const { id, solution, environment, visitor, level, source, textVersion, at } = consent
  const values = [workspace, id, solution, environment, visitor, level, source, textVersion, at, since]
  await db.query({ name: 'put-consent', text, values })
}
