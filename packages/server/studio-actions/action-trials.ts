/**
 * Tries the actions of a document out: the code as it stands, in the isolation of the real ones, in the sandbox.
 *
 * Owns which code is loaded for that and how much of it, how many trials run at once, and what is told of them. Leaves building to
 * `code-build.ts`, secrets, addresses and loading to the deployments, running to the action host.
 *
 * 1. A trial may do what the action may do in the sandbox, and nothing else: same host, same egress list, same limits.
 * 2. Code that is no longer tried is unloaded; at most so much of it is loaded at a time.
 * 3. One account runs a few trials at once, and all accounts a few more: a loop of somebody's does not take conversations' processors.
 * 4. Nothing of a payload is logged.
 */
import { randomUUID } from 'node:crypto'
import { type ActionHost, ActionHostError, type ActionReport, type CallContext } from '@parley/actions/host'
import type { Values } from '@parley/flow'
import type { Runtime } from '@parley/runtime'
import type { ActionRun, ActionRunLine, ActionRunRequest } from '@parley/studio/api'
import type { Target } from '../braze/target.ts'
import { Refusal } from '../http/refusal.ts'
import type { SolutionBuild } from '../solution/build.ts'
import type { Sources } from '../sources/sources.ts'
import { tryBraze } from './braze-trial.ts'
import { buildCode, type CodeBuild, codeOf, nameCode } from './code-build.ts'
import { readRun } from './trial-report.ts'

export interface ActionTrialsOptions {
  readonly sources: Pick<Sources, 'read'>
  readonly host: Pick<ActionHost, 'run' | 'call'>
  /** Loads code under a name of ours, as a version of the sandbox is loaded. */
  readonly open: (id: string, build: SolutionBuild) => Promise<Target>
  readonly close: (id: string) => void
  readonly shadow: () => Runtime['shadow']
  readonly now: () => number
}

export interface ActionTrials {
  /**
   * @param by Whose trial it is: an account's or a key's id.
   * @throws Refusal when the code cannot run, or too much runs already
   */
  run(solution: string, asked: ActionRunRequest, by: string, more: TrialOptions): Promise<ActionRun>
  /** The document's code, loaded in the sandbox: for calls of its Braze workspace. @throws Refusal */
  load(solution: string): Promise<LoadedCode>
  close(): void
}

export interface TrialOptions {
  readonly signal: AbortSignal
  /** Told what the action logs, as it logs it. */
  readonly onLine?: (line: ActionRunLine) => void
}

export interface LoadedCode {
  /** What the action host knows it by. */
  readonly deployment: string
  readonly build: SolutionBuild
  readonly target: Target
}

// 2
const mostLoaded = 6
const mostBuilt = 24
const idleMs = 120_000
// 3
const perAccount = 2
const atOnce = 6

interface Loaded {
  readonly code: Promise<LoadedCode>
  running: number
  idle: NodeJS.Timeout | null
}

export function createActionTrials(options: ActionTrialsOptions): ActionTrials {
  const built = new Map<string, Promise<CodeBuild>>()
  const loaded = new Map<string, Loaded>()
  const running = new Map<string, number>()
  let all = 0

  const buildOnce = (key: string, files: Parameters<typeof buildCode>[0]): Promise<CodeBuild> => {
    const known = built.get(key) ?? buildCode(files)
    // A Map remembers the order of insertion: the first key is the one longest unused.
    built.delete(key)
    built.set(key, known)
    known.catch(() => built.delete(key))
    const oldest = built.keys().next().value
    if (built.size > mostBuilt && oldest !== undefined) built.delete(oldest)
    return known
  }

  const unload = (id: string): void => {
    const { idle } = loaded.get(id) ?? {}
    if (idle) clearTimeout(idle)
    loaded.delete(id)
    options.close(id)
  }

  /** 2 */
  const makeRoom = (): void => {
    for (const [id, { running: busy }] of loaded) {
      if (loaded.size <= mostLoaded) return
      if (busy === 0) unload(id)
    }
  }

  const loadOnce = (id: string, build: SolutionBuild): Loaded => {
    const open = async (): Promise<LoadedCode> => ({ deployment: id, build, target: await options.open(id, build) })
    const known = loaded.get(id) ?? { code: open(), running: 0, idle: null }
    known.code.catch(() => loaded.delete(id))
    loaded.delete(id)
    loaded.set(id, known)
    makeRoom()
    return known
  }

  /** Keeps the code loaded as long as `work` goes on, and a while after. */
  async function withCode<Result>(solution: string, work: (code: LoadedCode) => Promise<Result>): Promise<Result> {
    const files = codeOf(await options.sources.read(solution))
    const key = nameCode(files)
    const { build, problems } = await buildOnce(key, files)
    if (build === null)
      throw new Refusal('build-refused', 'The code of the solution does not compile. Mend what `problems` says.', {
        problems: problems.filter(({ severity }) => severity === 'error').slice(0, 50) as never,
      })
    const id = `trial/${key}/sandbox`
    const held = loadOnce(id, build)
    held.running += 1
    if (held.idle) clearTimeout(held.idle)
    try {
      return await work(await held.code)
    } finally {
      held.running -= 1
      if (held.running === 0 && loaded.get(id) === held) held.idle = setTimeout(() => unload(id), idleMs).unref()
    }
  }

  /** 3 */
  async function inTurn<Result>(by: string, work: () => Promise<Result>): Promise<Result> {
    const mine = running.get(by) ?? 0
    if (mine >= perAccount || all >= atOnce)
      throw new Refusal('overloaded', 'Other trials of actions are still running. Wait for their end and try again.')
    running.set(by, mine + 1)
    all += 1
    try {
      return await work()
    } finally {
      all -= 1
      const left = (running.get(by) ?? 1) - 1
      if (left === 0) running.delete(by)
      else running.set(by, left)
    }
  }

  async function act(code: LoadedCode, asked: ActionRunRequest, more: TrialOptions): Promise<ActionReport> {
    const { build, deployment } = code
    const { action, payload, timeout_ms } = asked
    if (!Object.hasOwn(build.actions, action)) {
      const names = Object.keys(build.actions).slice(0, 20).join(', ')
      throw new Refusal('invalid-request', undefined, {
        errors: [{ pointer: '/action', detail: `There is no action "${action.slice(0, 64)}". There are: ${names}` }],
      })
    }
    const context = contextOf(build.name, asked, options.now())
    const timeout = timeout_ms === undefined ? {} : { timeoutMs: timeout_ms }
    const call = { deployment, action, payload: payload as Values, context, trace: true, ...timeout }
    return options.host.run(call, more)
  }

  return {
    run: (solution, asked, by, more) =>
      inTurn(by, () =>
        withCode(solution, async (code) => {
          try {
            if (asked.action.startsWith('braze.'))
              return await tryBraze(code, asked, { ...options, signal: more.signal })
            return readRun(await act(code, asked, more), code)
          } catch (thrown) {
            throw refusalOf(thrown)
          }
        }),
      ),
    load: (solution) => withCode(solution, async (code) => code),
    close() {
      for (const id of [...loaded.keys()]) unload(id)
    },
  }
}

function refusalOf(thrown: unknown): unknown {
  if (!(thrown instanceof ActionHostError)) return thrown
  if (thrown.code === 'cancelled') return new Refusal('closing', 'The trial was given up.', { cause: thrown })
  return new Refusal('overloaded', `The action could not be run: ${thrown.message} Try again.`, { cause: thrown })
}

/** A conversation that there is not: whoever tries says who the person is. */
export function contextOf(solution: string, { context = {} }: ActionRunRequest, now: number): CallContext {
  const { contact, page, channel } = context
  return {
    solution,
    environment: 'sandbox',
    conversation_id: 'conv_trial',
    contact: { id: 'cont_trial', ...contact },
    ...(page === undefined ? {} : { page }),
    channel: channel ?? 'web',
    idempotency_key: `trial.${randomUUID()}`,
    at: new Date(now).toISOString(),
    attempt: 1,
  }
}
