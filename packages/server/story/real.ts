/**
 * Actions that really run, for stories with `actions: real`: the solution's own code in its isolation, and a Braze sandbox that
 * is empty at the beginning of each story and has the story's time.
 *
 * Owns both processes, started when the first such story comes. Whatever the solution's parameters say, its Braze is the
 * sandbox; other hosts that it may reach are really reached.
 *
 * Calls of Braze that an action makes are looked at as soon as one `braze` step follows it: then all of them have to be there,
 * in their order.
 */
import { brazeSandbox } from '@parley/actions'
import { type ActionHost, createActionHost } from '@parley/actions/host'
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import type { ActionResult, Program, Value, Values } from '@parley/flow'
import {
  brazeRequestOf,
  compareValue,
  type Miss,
  missingBeginning,
  type Played,
  quote,
  type RunAction,
  remainder,
  Stage,
  type StageOptions,
  type Step,
  type Steps,
  type Story,
} from '@parley/flow/story'
import type { ActionCall, Runtime } from '@parley/runtime'
import { deliver, isDelivery } from '../braze/delivery.ts'
import { readTarget } from '../braze/target.ts'
import type { SolutionBuild } from '../solution/build.ts'
import { readSecrets } from '../solution/secrets.ts'

export interface RealActions {
  perform(program: Program, story: Story, options?: StageOptions): Promise<Played>
  close(): Promise<void>
}

/** The key that the sandbox takes. */
const key = 'sandbox-key'
const deployment = 'story/sandbox'
/** A sandbox on this machine that does not answer in this time is gone. */
const answerMs = 10_000

export async function startRealActions(build: SolutionBuild): Promise<RealActions> {
  const [sandbox, host] = await Promise.all([createSandbox({ databaseUrl: undefined }), createActionHost()])
  const params = build.params.sandbox
  host.load({
    id: deployment,
    bundle: build.bundle,
    sourceMap: build.sourceMap,
    ...(build.python === undefined ? {} : { python: build.python }),
    params: { ...params, ...(params.braze_url === undefined ? {} : { braze_url: brazeSandbox }) },
    secrets: { ...readSecrets(build, 'sandbox').values, braze_api_key: key },
    egress: build.egress,
    brazeUrl: sandbox.url,
  })
  return {
    perform: (program, story, options) => new Performance(program, story, { host, sandbox, build }, options).play(),
    async close() {
      await Promise.all([host.close(), sandbox.close()])
    },
  }
}

interface World {
  readonly host: ActionHost
  readonly sandbox: Sandbox
  readonly build: SolutionBuild
}

/** A call of Braze as the sandbox took it. */
interface BrazeCall {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly body: Value
}

class Performance {
  readonly #program: Program
  readonly #story: Story
  readonly #world: World
  readonly #options: StageOptions | undefined
  /** Calls that no step has looked at. */
  #calls: BrazeCall[] = []
  /** Whether some step has looked at the calls of the last action. */
  #looks = false
  #seen = 0
  #attempts = 0

  constructor(program: Program, story: Story, world: World, options: StageOptions | undefined) {
    this.#program = program
    this.#story = story
    this.#world = world
    this.#options = options
  }

  async play(): Promise<Played> {
    const lost = missingBeginning(this.#program, this.#story)
    if (lost !== null) return { deviation: lost, lines: [] }
    await this.#ask('/__sandbox/reset', {})
    const stage = new Stage(this.#program, this.#story, this.#options)
    const { steps } = this.#story
    for (const [at, step] of steps.entries()) {
      const miss = this.#unlooked(step) ?? (await this.#take(stage, step))
      if (miss !== null) return { deviation: { at, ...miss }, lines: stage.lines }
    }
    const left = this.#unlooked(null)
    const deviation = left === null ? remainder(stage, this.#story) : { at: steps.length, ...left }
    return { deviation, lines: stage.lines }
  }

  async #take(stage: Stage, step: Step): Promise<Miss> {
    if ('profile' in step) return this.#compareProfile(step)
    if ('braze' in step && this.#calls.length > 0) return this.#compareCall(step)
    if (!('action' in step || 'queued' in step || 'braze' in step)) return stage.take(step)
    const run = stage.await(step)
    if ('expected' in run) return run
    if ('running' in step && step.running) return null
    const result = await this.#run(stage, run)
    this.#calls = [...(await this.#newCalls())]
    this.#looks = false
    const miss = ('braze' in step ? this.#compareCall(step) : null) ?? compareResult(step, run, result)
    if (miss === null) stage.finish(run, result)
    return miss
  }

  /** What is left of the calls of an action, once one of them was looked at. */
  #unlooked(step: Step | null): Miss {
    if (step !== null && ('braze' in step || 'profile' in step)) return null
    const [call] = this.#looks ? this.#calls : []
    this.#calls = []
    this.#looks = false
    return call === undefined ? null : { expected: 'Braze is not called again', happened: shown(call) }
  }

  #compareCall(step: Steps['braze']): Miss {
    const call = this.#calls.shift()
    this.#looks = true
    const request = brazeRequestOf(step.braze)
    const expected = `Braze is called: ${request}`
    if (call === undefined) return { expected, happened: 'it is not called' }
    if (`${call.method} ${call.path}` !== request) return { expected, happened: shown(call) }
    const miss = step.body === undefined ? null : compareValue(step.body, call.body, 'exact')
    if (miss === null) return null
    const place = miss.path === '' ? 'the body' : miss.path
    return { expected: `${request} with ${place} = ${miss.expected}`, happened: `${place} = ${miss.happened}` }
  }

  async #compareProfile({ profile, has }: Steps['profile']): Promise<Miss> {
    const response = await this.#fetch(`/__sandbox/profiles/${encodeURIComponent(profile)}`)
    const expected = `Braze has the profile ${quote(profile)}`
    if (response.status === 404) return { expected, happened: 'there is no such profile' }
    const miss = compareValue(has, (await response.json()) as Value, 'part')
    return (
      miss && { expected: `${profile}: ${miss.path} = ${miss.expected}`, happened: `${miss.path} = ${miss.happened}` }
    )
  }

  async #run(stage: Stage, run: RunAction): Promise<ActionResult> {
    await this.#ask('/__sandbox/clock', { now: new Date(stage.now).toISOString() })
    const call = this.#callOf(stage, run)
    const signal = new AbortController().signal
    if (isDelivery(run.action)) {
      const { build, host, sandbox } = this.#world
      // A story sees every call: nothing is left out because it was sent before.
      const target = { ...readTarget('sandbox', sandbox.url, key, build.params.sandbox), keepMs: 0 }
      const attempt = { signal, mark: async () => {}, unmark: async () => {} }
      return deliver(call, attempt, deployment, target, {
        host,
        shadow: () => noShadow,
        dataPoints: () => noDataPoints,
      })
    }
    const { contact, page, idempotencyKey, attempt } = call
    const report = await this.#world.host.run({
      deployment,
      action: run.action,
      payload: run.input,
      context: {
        solution: call.solution,
        environment: 'sandbox',
        conversation_id: call.conversation,
        contact,
        ...(page ? { page } : {}),
        channel: 'story',
        idempotency_key: idempotencyKey,
        at: new Date(call.at).toISOString(),
        attempt,
      },
      ...(run.timeoutMs === undefined ? {} : { timeoutMs: run.timeoutMs }),
    })
    return report.result
  }

  #callOf(stage: Stage, { id, flow, node, action, input, mode, timeoutMs }: RunAction): ActionCall {
    const { contact, page } = stage.state
    this.#attempts += 1
    return {
      version: 'ver_story',
      solution: this.#world.build.name,
      environment: 'sandbox',
      conversation: 'conv_story',
      contact: contact ?? { id: 'cont_story' },
      page,
      channel: 'story',
      flow,
      node,
      action,
      input,
      effect: id,
      idempotencyKey: `conv_story.${id}.${this.#attempts}`,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      at: stage.now,
      mode,
      attempt: 1,
      doubtful: false,
      repeated: false,
    }
  }

  async #newCalls(): Promise<readonly BrazeCall[]> {
    const response = await this.#fetch('/__sandbox/requests?limit=1000')
    const { requests } = (await response.json()) as { readonly requests: readonly BrazeCall[] }
    const fresh = requests.slice(this.#seen)
    this.#seen = requests.length
    return fresh
  }

  async #ask(path: string, body: Values): Promise<void> {
    const response = await this.#fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`The Braze sandbox answered ${path} with ${response.status}.`)
    await response.body?.cancel()
  }

  #fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#world.sandbox.url}${path}`, { ...init, signal: AbortSignal.timeout(answerMs) })
  }
}

const shown = ({ method, path, body }: BrazeCall): string => `${method} ${path} ${JSON.stringify(body)}`

/** How it really ended, against how the story says, as far as it says. */
function compareResult(
  step: Steps['action'] | Steps['queued'] | Steps['braze'],
  run: RunAction,
  result: ActionResult,
): Miss {
  if ('queued' in step || run.mode === 'queue') return null
  const { outcome = step.error === undefined ? undefined : 'error', outputs, error } = step
  const why = result.error === undefined ? '' : ` (${result.error.kind}: ${result.error.message})`
  const ends = `${run.action} ends with`
  if (outcome !== undefined && outcome !== result.outcome)
    return { expected: `${ends} ${outcome}`, happened: `${ends} ${result.outcome}${why}` }
  if (error !== undefined && error.kind !== result.error?.kind)
    return { expected: `${ends} an error of kind ${error.kind}`, happened: `${ends} ${result.outcome}${why}` }
  const miss = outputs === undefined ? null : compareValue(outputs, result.outputs, 'members')
  return miss && { expected: `${ends} ${miss.path} = ${miss.expected}`, happened: `${miss.path} = ${miss.happened}` }
}

const noShadow: Runtime['shadow'] = {
  known: async () => new Set(),
  begin: async () => ({ settle: async () => {} }),
  forget: async () => {},
}

const noDataPoints: Runtime['dataPoints'] = { add: async () => {}, list: async () => [] }
