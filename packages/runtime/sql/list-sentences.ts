import { type Cipher, openOr } from '../cipher.ts'
import type { Queryable } from '../database.ts'
import { type Sentence, sentenceOf } from './save-sentences.ts'

export interface SentenceFilter {
  readonly solution: string
  readonly environment: Sentence['environment']
  readonly language?: string
  readonly reason?: Sentence['reason']
}

const open = `from parley.inbox
where workspace_id = $1 and solution = $2 and environment = $3 and decision is null
  and ($4::text is null or language = $4) and ($5::text is null or reason = $5)`

const text = `
select conversation_id as conversation, turn, place, solution, environment, at, flow, node, language, reason, intent, alternatives, text
${open}
order by at desc, conversation_id, turn, place limit $6`

/** Those that are open, newest first; one whose key is not there is left out. RX3 */
export async function listSentences(
  db: Queryable,
  workspace: string,
  { solution, environment, language, reason }: SentenceFilter,
  most: number,
  cipher: Cipher,
): Promise<{ readonly sentences: readonly Sentence[]; readonly total: number }> {
  const values = [workspace, solution, environment, language ?? null, reason ?? null]
  const { rows } = await db.query<Omit<Sentence, 'at'> & { readonly at: unknown }>({ text, values: [...values, most] })
  const counted =
    rows.length < most ? null : await db.query<{ total: unknown }>({ text: `select count(*) as total ${open}`, values })
  const sentences = rows.flatMap((row): readonly Sentence[] => {
    const opened = openOr(() => cipher.openText(sentenceOf(row.conversation, row), row.text), null)
    return opened === null ? [] : [{ ...row, at: Number(row.at), text: opened }]
  })
  return { sentences, total: counted === null ? rows.length : Number(counted.rows[0]?.total ?? 0) }
}
