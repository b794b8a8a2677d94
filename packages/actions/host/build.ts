/**
 * From a solution's folder to what the action host runs: one bundle, described from inside the isolation. An author's code is
 * never evaluated in this process.
 */
import { readdir, realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ChannelName, mostRetargets, type Problem, reportSource, retargetSource } from '@parley/flow'
import { z } from 'zod'
import { identitySettings } from '../identity.ts'
import { insightSettings } from '../insight.ts'
import { listenSettings } from '../listen.ts'
import { outreachSettings } from '../outreach.ts'
import { privacySettings } from '../privacy.ts'
import type { SolutionConfig } from '../solution.ts'
import { understandingSettings } from '../understanding.ts'
import { webSettings } from '../web.ts'
import { isEgressEntry } from './allow-list.ts'
import { bundleSolution, type Packages } from './bundle.ts'
import { type Description, describe } from './description.ts'
import { chosenPython } from './interpreter.ts'
import { buildPython } from './python-build.ts'
import type { PythonBundle } from './python-bundle.ts'
import { readPythonFiles } from './python-files.ts'
import { readTimeout } from './timeout.ts'

/** What is known of an action without running it. */
export interface ActionFacts {
  /** Besides `success` and `error`. */
  readonly outcomes: readonly string[]
  /** JSON Schema; absent where there is none for what the author wrote. */
  readonly input?: unknown
  readonly outputs?: unknown
  readonly timeoutMs?: number
  /** It may end in any outcome: see `ActionSignature` of the flow language. */
  readonly open?: boolean
  readonly sets?: 'upper-case'
}

/** Plain JSON: stored with the version, loaded into any action host. */
export interface ActionsBuild {
  readonly solution: SolutionConfig
  readonly actions: { readonly [name: string]: ActionFacts }
  /** ES module text for the action host. */
  readonly bundle: string
  readonly sourceMap: string
  /** Its actions in Python; absent when there are none. */
  readonly python?: PythonBundle
}

const actionName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
const name = z.string().regex(actionName, 'lower-case words joined by hyphens').max(64)
const values = z.record(z.string(), z.json())

/** What it may be is the flow compiler's concern. */
const languageTag = z.string().min(2).max(64)

const channels = ['web', 'sms', 'whatsapp', 'messenger', 'email'] as const satisfies readonly ChannelName[]

/** What `solution.ts` may say, member by member. */
export const solutionConfig = z.strictObject({
  name,
  customer: z.string().min(1).max(200).exactOptional(),
  start: z.string().min(1).max(64),
  params: z.strictObject({ sandbox: values, prod: values }),
  secrets: z
    .array(
      z
        .string()
        .regex(/^[a-z][a-z0-9_]*$/, 'lower-case words joined by underscores')
        .max(64),
    )
    .max(100)
    .default([]),
  egress: z
    .array(
      z
        .string()
        .refine(
          isEgressEntry,
          'a host like api.example.com or *.example.com, with :port where it is not the usual one',
        ),
    )
    .max(100)
    .default([]),
  language: languageTag.exactOptional(),
  fallbacks: z.record(languageTag, z.array(languageTag).max(20)).exactOptional(),
  strictTexts: z.boolean().exactOptional(),
  channels: z.array(z.enum(channels)).max(20).exactOptional(),
  report: reportSource.exactOptional(),
  retarget: z.array(retargetSource).max(mostRetargets).exactOptional(),
  web: webSettings.exactOptional(),
  identity: identitySettings.exactOptional(),
  outreach: outreachSettings.exactOptional(),
  insight: insightSettings.exactOptional(),
  listen: listenSettings.exactOptional(),
  privacy: privacySettings.exactOptional(),
  understanding: understandingSettings.exactOptional(),
})

function problem(
  code: string,
  file: string,
  reason: string,
  repair: string,
  severity: 'error' | 'warning' = 'error',
): Problem {
  return { code, severity, place: { file }, reason, repair }
}

async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return []
    throw error
  }
}

function readFileName(file: string): { readonly action: string | null; readonly problem: Problem | null } {
  const place = `actions/${file}`
  if (file.endsWith('.test.ts') || file.endsWith('.d.ts') || file.startsWith('.'))
    return { action: null, problem: null }
  if (!file.endsWith('.ts')) return { action: null, problem: null }
  const stem = file.slice(0, -3)
  if (actionName.test(stem) && stem.length <= 64) return { action: stem, problem: null }
  const reason = `"${stem}" is no name of an action: lower-case words joined by hyphens, at most 64 characters.`
  return { action: null, problem: problem('action-name', place, reason, 'Rename the file, like track-user.ts.') }
}

type Described = Description['actions'][number]

function judgeAction(action: Described): Problem[] {
  const file = `actions/${action.name}.ts`
  const found: Problem[] = []
  const add = (code: string, reason: string, repair: string, severity?: 'warning'): void => {
    found.push(problem(code, file, reason, repair, severity))
  }
  if (!action.exported) {
    add('action-no-default-export', 'The file has no default export.', 'Write export default defineAction({ … }).')
    return found
  }
  if (!action.executable) add('action-shape', 'It has no execute function.', 'Write async execute({ payload }) { … }.')
  if (!action.hasInput) add('action-shape', 'Its input is no zod schema.', 'Write input: z.object({ … }).')
  if (action.outputsAre === 'wrong')
    add('action-shape', 'Its outputs are no zod object.', 'Write outputs: z.object({ … }).')
  if (action.timeout !== null && readTimeout(action.timeout) === null) {
    add('action-timeout', `"${action.timeout}" is no time limit.`, 'Write one like 500ms or 10s, at most 60s.')
  }
  const outcomes = action.outcomes ?? []
  if (action.outcomes === null) add('action-outcome', 'Its outcomes are no list.', "Write outcomes: ['declined'].")
  for (const outcome of outcomes) {
    const reserved = outcome === 'success' || outcome === 'error'
    if (reserved) add('action-outcome', `The outcome "${outcome}" exists always.`, 'Leave it out of outcomes.')
    else if (!actionName.test(outcome))
      add('action-outcome', `"${outcome}" is no name of an outcome.`, 'Use lower-case words joined by hyphens.')
  }
  if (new Set(outcomes).size < outcomes.length) add('action-outcome', 'An outcome is listed twice.', 'List each once.')
  for (const schema of [action.input, action.outputs]) {
    if (!schema?.failure) continue
    add(
      'action-schema',
      `A schema cannot be described: ${schema.failure}`,
      'Flows are not checked against it.',
      'warning',
    )
  }
  return found
}

function factsOf(action: Described): ActionFacts {
  const timeoutMs = action.timeout === null ? null : readTimeout(action.timeout)
  return {
    outcomes: action.outcomes ?? [],
    ...(action.input?.json ? { input: action.input.json } : {}),
    ...(action.outputs?.json ? { outputs: action.outputs.json } : {}),
    ...(timeoutMs === null ? {} : { timeoutMs }),
  }
}

/** A key that no secret is declared for could never be sent right. */
function undeclaredKeys({ outreach, identity, secrets }: SolutionConfig): readonly Problem[] {
  const asked = [outreach?.secret ?? []].flat().map((key) => ({ key, field: 'outreach.secret' }))
  const proving = (identity?.secrets ?? []).map((key) => ({ key, field: 'identity.secrets' }))
  const missing = [...asked, ...proving].filter(({ key }) => !secrets.includes(key))
  return missing.map(({ key, field }) => ({
    code: 'solution-invalid',
    severity: 'error',
    place: { file: 'solution.ts', field },
    reason: `The secret "${key}" is not declared.`,
    repair: `Add '${key}' to secrets.`,
  }))
}

function readSolution(given: unknown): {
  readonly solution: SolutionConfig | null
  readonly problems: readonly Problem[]
} {
  const file = 'solution.ts'
  if (given === null || given === undefined) {
    const repair = 'Write export default defineSolution({ … }).'
    return { solution: null, problems: [problem('solution-invalid', file, 'The file has no default export.', repair)] }
  }
  const parsed = solutionConfig.safeParse(given)
  if (parsed.success) return { solution: parsed.data, problems: undeclaredKeys(parsed.data) }
  const problems = parsed.error.issues.map(({ path, message }): Problem => {
    const field = path.map(String).join('.')
    return {
      code: 'solution-invalid',
      severity: 'error',
      place: { file, ...(field ? { field } : {}) },
      reason: `${field || 'The default export'} does not fit: ${message}.`,
      repair: 'Write it as defineSolution describes it.',
    }
  })
  return { solution: null, problems }
}

const failedBuild = (
  problems: readonly Problem[],
): { readonly build: null; readonly problems: readonly Problem[] } => ({ build: null, problems })

/** What is made of `solution.ts` and the actions in TypeScript; the solution is known even where an action is wrong. */
interface BuiltTypescript {
  readonly solution: SolutionConfig | null
  readonly build: ActionsBuild | null
  readonly problems: readonly Problem[]
}

async function buildTypescript(
  root: string,
  listed: readonly string[],
  packages: Packages | undefined,
): Promise<BuiltTypescript> {
  const read = listed.map(readFileName)
  const named = read.flatMap(({ problem: one }) => (one ? [one] : []))
  const names = read.flatMap(({ action }) => (action ? [action] : []))
  const { bundle, problems: compiling } = await bundleSolution(root, names, packages)
  if (!bundle) return { solution: null, ...failedBuild([...named, ...compiling]) }
  const { description, problems: loading } = await describe(bundle)
  if (!description) return { solution: null, ...failedBuild([...named, ...loading]) }
  const { solution, problems: config } = readSolution(description.solution)
  const problems = [...named, ...config, ...description.actions.flatMap(judgeAction)]
  if (!solution || hasErrors(problems)) return { solution, ...failedBuild(problems) }
  const actions = Object.fromEntries(description.actions.map((action) => [action.name, factsOf(action)]))
  return { solution, build: { solution, actions, bundle: bundle.text, sourceMap: bundle.sourceMap }, problems }
}

const hasErrors = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error')

export interface BuildOptions {
  /** The Python that checks actions in Python. Default: `PARLEY_PYTHON`, then `python3` of the PATH. */
  readonly python?: string
  /** Default: all that are installed around the folder. */
  readonly packages?: Packages
}

/**
 * Builds a solution's `solution.ts`, `actions/*.ts` and `actions/*.py`. With an error among the problems there is no build.
 * Python is needed only where there are Python files, and its absence is a problem, not an error.
 * @throws ActionHostError when Deno cannot be started here
 */
export async function buildActions(
  folder: string,
  options: BuildOptions = {},
): Promise<{ readonly build: ActionsBuild | null; readonly problems: readonly Problem[] }> {
  const top = await listFolder(folder)
  if (!top.includes('solution.ts')) {
    const repair = 'Create it with export default defineSolution({ … }), or name another folder.'
    return failedBuild([problem('solution-missing', 'solution.ts', 'The folder has no solution.ts.', repair)])
  }
  // esbuild names files by their real path: a link in the folder's own path would make every place look outside of it.
  const root = await realpath(resolve(folder))
  const listed = await listFolder(resolve(root, 'actions'))
  const [typescript, files] = await Promise.all([
    buildTypescript(root, listed, options.packages),
    readPythonFiles(root, top, listed),
  ])
  const python = await buildPython(files, typescript.solution, options.python ?? chosenPython())
  const problems = [...typescript.problems, ...python.problems]
  const { build } = typescript
  if (!build || hasErrors(problems)) return failedBuild(problems)
  if (!python.build) return { build, problems }
  const actions = { ...build.actions, ...python.build.actions }
  return { build: { ...build, actions, python: python.build.bundle }, problems }
}
