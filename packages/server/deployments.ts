/**
 * Which code runs for which version: compiles a stored build's flows for the runtime and keeps its actions loaded in the
 * action host. Owns neither; the runtime owns versions, the host owns processes.
 */

import { brazeSandbox as sandboxAddress } from '@parley/actions'
import type { ActionHost } from '@parley/actions/host'
import type { ActionResult } from '@parley/flow'
import type { ActionCall, Runtime, VersionId } from '@parley/runtime'
import type { Logger } from 'pino'
import { type Environment, readBuild, type SolutionBuild } from './solution/build.ts'
import { readSecrets } from './solution/secrets.ts'

export interface DeploymentsOptions {
  readonly host: ActionHost
  readonly versions: () => Runtime['versions']
  /** Where the local Braze sandbox listens: what `parley:braze-sandbox` in a solution's parameters stands for. */
  readonly sandboxUrl: () => string
  readonly log: Logger
}

/** The key that the local Braze sandbox takes when the operator set no other. */
const sandboxKey = 'sandbox-key'

export class Deployments {
  readonly #options: DeploymentsOptions
  readonly #loading = new Map<string, Promise<void>>()
  /** Under `parley dev`: the version whose actions run, whatever version a conversation began on. */
  readonly #newest = new Map<string, VersionId>()

  constructor(options: DeploymentsOptions) {
    this.#options = options
  }

  /** From now on all conversations of the solution, old ones too, run this version's actions. For development only. */
  follow(solution: string, version: VersionId): void {
    this.#newest.set(solution, version)
  }

  /** Loads a version's actions ahead of the first call. */
  async prepare(version: VersionId, environment: Environment, build?: SolutionBuild): Promise<void> {
    const id = `${version}/${environment}`
    const loading = this.#loading.get(id) ?? this.#load(id, version, environment, build)
    this.#loading.set(id, loading)
    await loading.catch((error: unknown) => {
      this.#loading.delete(id)
      throw error
    })
  }

  /** Runs one action of a conversation. Rejects only when the host is not there. */
  async run(call: ActionCall, signal: AbortSignal): Promise<ActionResult> {
    const version = this.#newest.get(call.solution) ?? call.version
    await this.prepare(version, call.environment)
    const report = await this.#options.host.run(
      {
        deployment: `${version}/${call.environment}`,
        action: call.action,
        payload: call.input,
        context: {
          solution: call.solution,
          environment: call.environment,
          conversation_id: call.conversation,
          contact: call.contact,
          idempotency_key: call.idempotencyKey,
          at: new Date(call.at).toISOString(),
          attempt: call.attempt,
        },
        ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      },
      { signal },
    )
    this.#report(call, report)
    return report.result
  }

  async #load(id: string, version: VersionId, environment: Environment, known?: SolutionBuild): Promise<void> {
    const build = known ?? readBuild(await this.#options.versions().load(version))
    const secrets = readSecrets(build, environment)
    const brazeUrl = build.params[environment].braze_url === sandboxAddress ? this.#options.sandboxUrl() : null
    const values = { ...(brazeUrl === null ? {} : { braze_api_key: sandboxKey }), ...secrets.values }
    const missing = secrets.missing.filter(({ name }) => !(name in values)).map(({ variable }) => variable)
    if (missing.length > 0) {
      this.#options.log.warn(
        { solution: build.name, environment, missing },
        'secrets are not set; actions that use them will fail',
      )
    }
    this.#options.host.load({
      id,
      bundle: build.bundle,
      sourceMap: build.sourceMap,
      params: build.params[environment],
      secrets: values,
      egress: build.egress,
      ...(brazeUrl === null ? {} : { brazeUrl }),
    })
  }

  #report(call: ActionCall, report: Awaited<ReturnType<ActionHost['run']>>): void {
    const { log } = this.#options
    const about = { solution: call.solution, action: call.action, conversation: call.conversation, effect: call.effect }
    for (const line of report.logs) log.debug({ ...about, level: line.level }, line.text)
    const { outcome, error } = report.result
    log.debug({ ...about, outcome, took_ms: report.tookMs, attempt: call.attempt }, 'action finished')
    if (error) log.warn({ ...about, kind: error.kind, attempt: call.attempt }, `action failed: ${error.message}`)
  }
}
