import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Intents, Problem } from '@parley/flow'
import { parseDocument } from 'yaml'
import { z } from 'zod'

/** What a solution knows of what people may mean. */
export interface Nlu {
  readonly intents: Intents
  /** The least confidence that counts; `null`: the recognizer's own. */
  readonly leastConfidence: number | null
  /** What was learned from the phrases, as base64; absent before training, and in builds from before there was any. */
  readonly model?: string
}

const file = 'nlu/intents.yaml'
const mostBytes = 1024 * 1024
const mostIntents = 500
const mostExamples = 20_000
const longestExample = 500

const intentName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'An intent is named by letters, digits, "_", "-" and "."')

const shape = z
  .strictObject({
    intents: z.record(
      intentName,
      z.strictObject({ examples: z.array(z.string().min(1).max(longestExample)), note: z.string().optional() }),
    ),
    out_of_scope: z.strictObject({ threshold: z.number().min(0).max(1).optional() }).optional(),
  })
  .superRefine(({ intents }, context) => {
    const names = Object.keys(intents)
    const examples = Object.values(intents).reduce((sum, intent) => sum + intent.examples.length, 0)
    if (names.length > mostIntents) context.addIssue(`${names.length} intents; there may be ${mostIntents}`)
    if (examples > mostExamples) context.addIssue(`${examples} examples; there may be ${mostExamples}`)
  })

/** Reads `nlu/intents.yaml` of a solution folder; `null` when there is none. */
export async function readIntents(
  folder: string,
): Promise<{ readonly nlu: Nlu | null; readonly problems: readonly Problem[] }> {
  try {
    const { size } = await stat(join(folder, file))
    if (size > mostBytes)
      return broken([
        { reason: `The file has ${size} bytes; it may have ${mostBytes}.`, repair: 'Keep the phrases that tell most.' },
      ])
    return parseIntents(await readFile(join(folder, file), 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return { nlu: null, problems: [] }
    return broken([{ reason: `It cannot be read (${code}).`, repair: 'Make it an ordinary file that may be read.' }])
  }
}

/** The file's text. Total: whatever it holds, the answer is intents or problems. */
export function parseIntents(text: string): { readonly nlu: Nlu | null; readonly problems: readonly Problem[] } {
  const read = readYaml(text)
  if ('mistakes' in read) return broken(read.mistakes)
  const parsed = shape.safeParse(read.value)
  if (!parsed.success)
    return broken(
      parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
        place: path.length === 0 ? {} : { field: path.join('.') },
        reason: `${message}.`,
        repair:
          'Write `intents: { <name>: { examples: [ … ] } }` and, if you like, `out_of_scope: { threshold: 0.5 }`.',
      })),
    )
  const { intents, out_of_scope: scope } = parsed.data
  const examples = Object.entries(intents).map(([name, intent]) => [name, intent.examples] as const)
  return { nlu: { intents: Object.fromEntries(examples), leastConfidence: scope?.threshold ?? null }, problems: [] }
}

interface Mistake {
  readonly place?: Omit<Problem['place'], 'file'>
  readonly reason: string
  readonly repair: string
}

function readYaml(text: string): { readonly value: unknown } | { readonly mistakes: readonly Mistake[] } {
  const repair = 'Mend the YAML at this place.'
  try {
    const document = parseDocument(text, { prettyErrors: true })
    const mistakes = document.errors.slice(0, 20).map(({ message, linePos }): Mistake => {
      const position = linePos?.[0]
      const place = position ? { line: position.line, column: position.col } : {}
      return { place, reason: message.split('\n')[0] ?? 'This is not YAML.', repair }
    })
    // maxAliasCount bounds what a few bytes of aliases may unfold to.
    return mistakes.length > 0 ? { mistakes } : { value: document.toJS({ maxAliasCount: 100 }) }
  } catch (error) {
    const reason = error instanceof Error ? `${error.message.split('\n')[0]}.` : 'This is not YAML.'
    return { mistakes: [{ reason, repair: 'Write it without aliases, and nest it less deeply.' }] }
  }
}

function broken(mistakes: readonly Mistake[]): { readonly nlu: null; readonly problems: readonly Problem[] } {
  const problems = mistakes.map(({ place, reason, repair }): Problem => {
    return { code: 'broken-intents', severity: 'error', place: { file, ...place }, reason, repair }
  })
  return { nlu: null, problems }
}
