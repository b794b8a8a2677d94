/** The code of a document, built without its flows: what an action needs to run. */
import { hash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildActions } from '@parley/actions/host'
import type { Problem } from '@parley/flow'
import { isCode, type SourceFiles } from '@parley/studio/source'
import type { SolutionBuild } from '../solution/build.ts'

export interface CodeBuild {
  /** With no flows in it. */
  readonly build: SolutionBuild | null
  readonly problems: readonly Problem[]
}

/** No way out of the folder, and nothing hidden. */
const plain = /^(?:[\w@-][\w.@-]*\/)*[\w@-][\w.@-]*$/

const mostFiles = 1000
const mostCharacters = 8 * 1024 * 1024

/** The files that an action can be made of: those that only developers may change. */
export function codeOf(files: SourceFiles): SourceFiles {
  const kept = Object.entries(files).filter(([path]) => plain.test(path) && isCode(path))
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Names this very code. */
export function nameCode(files: SourceFiles): string {
  return hash('sha256', JSON.stringify(Object.entries(files)), 'base64url').slice(0, 22)
}

/** Writes the files into a folder of their own, builds them there and removes it. */
export async function buildCode(files: SourceFiles): Promise<CodeBuild> {
  const tooMuch = sizeProblem(files)
  if (tooMuch !== null) return { build: null, problems: [tooMuch] }
  const folder = await mkdtemp(join(tmpdir(), 'parley-code-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const { build, problems } = await buildActions(folder)
    return { build: build === null ? null : solutionOf(build), problems }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function sizeProblem(files: SourceFiles): Problem | null {
  const count = Object.keys(files).length
  const characters = Object.values(files).reduce((sum, text) => sum + text.length, 0)
  if (count <= mostFiles && characters <= mostCharacters) return null
  const reason = `The code has ${count} files and ${characters} characters; ${mostFiles} and ${mostCharacters} are the most.`
  const place = { file: 'solution.ts' }
  return { code: 'action-does-not-compile', severity: 'error', place, reason, repair: 'Move data out of the code.' }
}

type Built = NonNullable<Awaited<ReturnType<typeof buildActions>>['build']>

function solutionOf({ solution, actions, bundle, sourceMap, python }: Built): SolutionBuild {
  return {
    format: 1,
    name: solution.name,
    customer: solution.customer ?? null,
    start: solution.start,
    flows: {},
    actions: actions as SolutionBuild['actions'],
    bundle,
    sourceMap,
    ...(python === undefined ? {} : { python }),
    params: solution.params,
    secrets: solution.secrets,
    egress: solution.egress,
    language: solution.language ?? null,
    fallbacks: {},
    texts: {},
    strictTexts: false,
    ...(solution.identity === undefined ? {} : { identity: solution.identity }),
    sources: {},
  }
}
