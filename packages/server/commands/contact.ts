import { writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { askOperator, type OperatorOptions, printTable } from './operator.ts'

interface Contact {
  readonly id: string
  readonly external_id: string | null
  readonly proved: boolean
  readonly email: string | null
  readonly created_at: string
  readonly conversations: number
}

interface Erasure {
  readonly id: string
  readonly counts: { readonly [table: string]: number }
  readonly braze: {
    readonly status: string
    readonly answers: readonly { readonly solution: string; readonly environment: string; readonly outcome: string }[]
  }
}

const pathOf = (id: string): string => `/v1/contacts/${encodeURIComponent(id)}`

/** `parley contact find`: the contacts of an external id or an e-mail address. 1 when there is none. */
export async function find(
  options: OperatorOptions & {
    readonly externalId?: string
    readonly email?: string
    readonly id?: string
    readonly json?: boolean
  },
): Promise<number> {
  const given = { external_id: options.externalId, email: options.email, id: options.id }
  const query = new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const { contacts } = await askOperator<{ readonly contacts: readonly Contact[] }>(`/v1/contacts?${query}`, options)
  if (options.json === true) console.log(JSON.stringify({ contacts }, null, 2))
  else if (contacts.length === 0) console.log('There is no such contact.')
  else
    printTable(
      ['id', 'external id', 'proved', 'e-mail', 'since', 'conversations'],
      contacts.map((contact) => [
        contact.id,
        contact.external_id ?? '',
        contact.proved ? 'yes' : 'no',
        contact.email ?? '',
        contact.created_at.slice(0, 10),
        String(contact.conversations),
      ]),
    )
  return contacts.length === 0 ? 1 : 0
}

/** `parley contact export <id>`: everything that is stored of one, as JSON, in clear. */
export async function exportContact(id: string, options: OperatorOptions & { readonly out?: string }): Promise<number> {
  const exported = await askOperator<{ readonly truncated: boolean }>(`${pathOf(id)}/export`, options)
  const text = `${JSON.stringify(exported, null, 2)}\n`
  if (options.out === undefined) process.stdout.write(text)
  // Of nobody but whoever asked for it.
  else await writeFile(options.out, text, { mode: 0o600, flag: 'wx' })
  if (exported.truncated)
    console.error('Some of it was left out, since there is more than is exported at once: see docs/privacy.md.')
  return 0
}

/** `parley contact erase <id>`: removes everything of one, for good. 1 when Braze has not deleted the profile yet. */
export async function erase(
  id: string,
  options: OperatorOptions & {
    readonly braze: boolean
    readonly reason?: string
    readonly by?: string
    readonly yes?: boolean
  },
): Promise<number> {
  if (options.yes !== true && !(await confirmed(id, options.braze))) {
    console.log('Nothing was erased.')
    return 1
  }
  const { reason, by = userInfo().username, braze } = options
  const body = { braze, by, ...(reason === undefined ? {} : { reason }) }
  const answer = await askOperator<{ readonly erasure: Erasure }>(pathOf(id), options, { method: 'DELETE', body })
  return print(answer.erasure)
}

/** `parley contact erasure <id>`: the proof that one was erased. */
export async function erasure(id: string, options: OperatorOptions): Promise<number> {
  const answer = await askOperator<{ readonly erasure: Erasure }>(`/v1/erasures/${encodeURIComponent(id)}`, options)
  console.log(JSON.stringify(answer.erasure, null, 2))
  return 0
}

function print({ id, counts, braze }: Erasure): number {
  console.log(`Erased: ${id}`)
  printTable(
    ['table', 'rows'],
    Object.entries(counts).map(([table, count]) => [table, String(count)]),
  )
  for (const { solution, environment, outcome } of braze.answers)
    console.log(`Braze, ${solution}/${environment}: ${outcome}`)
  if (braze.status !== 'waiting') return 0
  console.log(`The profile in Braze will be deleted as soon as it can be: parley contact erasure ${id}`)
  return 1
}

async function confirmed(id: string, braze: boolean): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Say --yes to erase without being asked.')
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const what = braze ? 'and their profile in Braze ' : ''
  const answer = await lines.question(`Erase ${id} ${what}for good? Type yes: `)
  lines.close()
  return answer.trim() === 'yes'
}
