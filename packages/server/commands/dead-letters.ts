import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { askOperator, type OperatorOptions, printTable } from './operator.ts'

interface Letter {
  readonly id: string
  readonly given_up_at: string
  readonly solution: string
  readonly environment: string
  readonly flow: string
  readonly node: string
  readonly action: string
  readonly attempts: number
  readonly doubtful: boolean
  readonly reason: string
}

interface Page {
  readonly dead_letters: readonly Letter[]
  readonly cursor: string | null
}

const pathOf = (id: string): string => `/v1/dead-letters/${encodeURIComponent(id)}`

/** `parley dead-letters list`: what was given up, newest first, with the reason. */
export async function list(
  options: OperatorOptions & { readonly json?: boolean; readonly limit?: string },
): Promise<number> {
  const limit = options.limit ?? '100'
  const page = await askOperator<Page>(`/v1/dead-letters?limit=${encodeURIComponent(limit)}`, options)
  if (options.json === true) console.log(JSON.stringify(page, null, 2))
  else if (page.dead_letters.length === 0) console.log('There are no dead letters.')
  else
    printTable(
      ['id', 'given up', 'solution', 'node', 'action', 'tries', 'reason'],
      page.dead_letters.map((letter) => [
        letter.id,
        letter.given_up_at.slice(0, 19),
        `${letter.solution}/${letter.environment}`,
        `${letter.flow}/${letter.node}`,
        letter.action,
        String(letter.attempts),
        letter.doubtful ? `${letter.reason} (may have been taken)` : letter.reason,
      ]),
    )
  if (options.json !== true && page.dead_letters.length === Number(limit))
    console.log(`These are the newest ${limit}; there may be more: --limit, at most 1000.`)
  return 0
}

/** `parley dead-letters show <id>`: one as JSON, with its input. Holds personal data. */
export async function show(id: string, options: OperatorOptions): Promise<number> {
  console.log(JSON.stringify(await askOperator(pathOf(id), options), null, 2))
  return 0
}

/** `parley dead-letters edit <id> --input <file>`: replaces the input by the JSON of a file, or of standard input for `-`. */
export async function edit(id: string, options: OperatorOptions & { readonly input: string }): Promise<number> {
  const written = options.input === '-' ? await text(process.stdin) : await readInput(options.input)
  const input = readJson(written, options.input)
  await askOperator(pathOf(id), options, { method: 'PATCH', body: { input } })
  console.log(`${id} has a new input. Replay it with: parley dead-letters replay ${id}`)
  return 0
}

function readInput(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${file} cannot be read (${error.code ?? error.message}). Give a file that holds the new input as JSON, or - .`,
    )
  })
}

function readJson(written: string, from: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    throw new Error(
      `${from === '-' ? 'Standard input' : from} is not JSON. Take "input" of what show prints, and change that.`,
    )
  }
}

/** `parley dead-letters replay [ids…] [--all]`: queues them again. 1 when one of them is not there. */
export async function replay(
  ids: readonly string[],
  options: OperatorOptions & { readonly all?: boolean },
): Promise<number> {
  return forEach(options.all === true ? await everyId(options) : ids, 'is queued again', (id) =>
    askOperator(`${pathOf(id)}/replay`, options, { method: 'POST' }),
  )
}

/** `parley dead-letters discard <ids…>`: removes them for good. */
export function discard(ids: readonly string[], options: OperatorOptions): Promise<number> {
  return forEach(ids, 'is discarded', (id) => askOperator(pathOf(id), options, { method: 'DELETE' }))
}

async function everyId(options: OperatorOptions): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after: string | null = ''; after !== null; ) {
    const more: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`
    const page: Page = await askOperator<Page>(`/v1/dead-letters?limit=1000${more}`, options)
    ids.push(...page.dead_letters.map((letter) => letter.id))
    after = page.cursor
  }
  return ids
}

async function forEach(ids: readonly string[], done: string, ask: (id: string) => Promise<unknown>): Promise<number> {
  let failed = 0
  for (const id of ids) {
    try {
      await ask(id)
      console.log(`${id} ${done}`)
    } catch (error) {
      failed += 1
      console.error(`${id}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  if (ids.length === 0) console.log('Nothing to do.')
  return failed === 0 ? 0 : 1
}
