import { parseDuration } from '@parley/flow'
import { type AuthorOptions, readAuthor } from './author.ts'
import { askOperator, type OperatorOptions, serverAddress } from './operator.ts'
import { buildFolder, solutionPath, UsageError } from './solution-api.ts'

export interface PreviewOptions extends OperatorOptions, AuthorOptions {
  readonly name?: string
  /** `3d`, `12h` */
  readonly keep?: string
  readonly json?: boolean
}

interface Answer {
  readonly draft: { readonly id: string; readonly name: string; readonly link: string; readonly expires_at: string }
  readonly missing_secrets: readonly string[]
}

const dayMs = 86_400_000

/** `parley preview <folder>`: uploads a draft and prints a link to a conversation on it. Nothing is deployed. */
export async function preview(folder: string, options: PreviewOptions): Promise<number> {
  const days = options.keep === undefined ? undefined : readDays(options.keep)
  const build = await buildFolder(folder, 'There is nothing to look at.')
  if (build === null) return 1
  const answer = await askOperator<Answer>(solutionPath(build.name, '/drafts'), options, {
    method: 'POST',
    body: {
      build,
      by: await readAuthor(options),
      ...(options.name === undefined ? {} : { name: options.name }),
      ...(days === undefined ? {} : { days }),
    },
  })
  const link = `${serverAddress(options)}${answer.draft.link}`
  if (options.json === true) {
    console.log(JSON.stringify({ ...answer, url: link }, null, 2))
    return 0
  }
  console.log(`${link}\n`)
  console.log(
    `The draft "${answer.draft.name}" of ${build.name} runs in the sandbox, for whoever has the link, until ${answer.draft.expires_at.slice(0, 16)}Z.`,
  )
  console.log('Preview it again under the same name, and the link shows the newer one.')
  if (answer.missing_secrets.length > 0)
    console.log(`Missing secrets of the server: ${answer.missing_secrets.join(', ')}`)
  return 0
}

function readDays(given: string): number {
  const ms = parseDuration(given)
  if (ms !== null && ms >= dayMs / 24 && ms <= 90 * dayMs) return ms / dayMs
  throw new UsageError(`"${given}" is no time to keep a draft: write it like 12h or 3d, from 1h to 90d.`)
}
