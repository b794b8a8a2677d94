/**
 * Which code runs for which version: keeps the actions of stored builds loaded in the action host and sends each call to what
 * carries it out, an action of the solution or a call of Braze. Owns neither; the runtime owns versions, the host owns
 * processes, `braze/delivery.ts` what a call of Braze is.
 */

import { brazeSandbox as sandboxAddress } from '@parley/actions'
import { type ActionHost, findChanged } from '@parley/actions/host'
import type { InsightSettings } from '@parley/actions/insight'
import type { ActionResult, Values } from '@parley/flow'
import type {
  ActionCall,
  ActionEnd,
  Attempt,
  ConversationPlace,
  Ports,
  ProfileAsked,
  ProfileErased,
  Runtime,
  VersionId,
} from '@parley/runtime'
import { isDraftBuild } from '@parley/runtime'
import type { Logger } from 'pino'
import { deliver, isDelivery } from './braze/delivery.ts'
import { readFailure } from './braze/delivery-end.ts'
import { readSandboxTarget, readTarget, type Target } from './braze/target.ts'
import type { InsightPlace } from './insight.ts'
import { type Environment, readBuild, type SolutionBuild } from './solution/build.ts'
import { missingSecrets } from './solution/missing-secrets.ts'
import { readSecrets } from './solution/secrets.ts'
import { type SensitiveInputs, sensitiveInputs, withoutAnswers } from './solution/sensitive.ts'

export interface DeploymentsOptions {
  readonly host: ActionHost
  readonly runtime: () => Pick<Runtime, 'versions' | 'shadow' | 'dataPoints'>
  /** Where the local Braze sandbox listens: what `parley:braze-sandbox` in a solution's parameters stands for. */
  readonly sandboxUrl: () => string
  readonly log: Logger
}

/** How long Braze may take to take a deletion, with its repetitions. */
const deletionMs = 20_000

type ProfileDeleted = Awaited<ReturnType<NonNullable<Ports['deleteProfile']>>>

/** Deployments whose code is kept at hand: all that are live and the last drafts, for some dozens of solutions. */
const mostLoaded = 128

/** The key that the local Braze sandbox takes when the operator set no other. */
const sandboxKey = 'sandbox-key'

/** Name of the secret that webhooks are signed with. */
const webhookSecret = 'webhook_key'

export class Deployments {
  readonly #options: DeploymentsOptions
  /** By deployment: what must not be logged of its calls. */
  readonly #sensitive = new Map<string, SensitiveInputs>()
  readonly #loading = new Map<string, Promise<void>>()
  /** Where the deliveries of each loaded deployment go. */
  readonly #targets = new Map<string, Target>()
  /** What each loaded deployment chooses of profiles. */
  readonly #insights = new Map<string, InsightSettings>()
  /** Deployments whose solution names no Braze. */
  readonly #withoutBraze = new Set<string>()
  /** The keys that webhooks to each loaded deployment are signed with. */
  readonly #webhookKeys = new Map<string, string>()
  /** Loaded deployments that have no Braze. */
  readonly #brazeless = new Set<string>()
  /** Under `parley dev`: the version whose actions run, whatever version a conversation began on. */
  readonly #newest = new Map<string, VersionId>()

  constructor(options: DeploymentsOptions) {
    this.#options = options
  }

  /**
   * From now on all conversations of the solution in the sandbox, old ones too, run this version's actions; `null`: each its
   * own version's again. For development only.
   */
  follow(solution: string, version: VersionId | null): void {
    if (version === null) this.#newest.delete(solution)
    else this.#newest.set(solution, version)
  }

  /** Loads a version's actions ahead of the first call. */
  async prepare(version: VersionId, environment: Environment, build?: SolutionBuild): Promise<void> {
    const id = `${version}/${environment}`
    const loading = this.#loading.get(id) ?? this.#load(id, version, environment, build)
    // A Map remembers the order of insertion: the first key is the one longest unused.
    this.#loading.delete(id)
    this.#loading.set(id, loading)
    await loading.catch((error: unknown) => {
      this.#loading.delete(id)
      throw error
    })
    const oldest = this.#loading.keys().next().value
    if (this.#loading.size > mostLoaded && oldest !== undefined) this.#unload(oldest)
  }

  /** Loads code that is no version, to be tried in the sandbox under a name of the caller's. */
  async openTrial(id: string, build: SolutionBuild): Promise<Target> {
    await this.#load(id, '' as VersionId, 'sandbox', build)
    const target = this.#targets.get(id)
    if (target === undefined) throw new Error(`the trial ${id} is not loaded`)
    return target
  }

  /** Where the deliveries of a loaded deployment go. */
  targetOf(deployment: string): Target | undefined {
    return this.#targets.get(deployment)
  }

  closeTrial(id: string): void {
    this.#unload(id)
  }

  /** Frees what a version holds. A call of it that comes later loads it again. */
  #unload(id: string): void {
    for (const loaded of [
      this.#loading,
      this.#sensitive,
      this.#targets,
      this.#insights,
      this.#webhookKeys,
      this.#brazeless,
    ])
      loaded.delete(id)
    this.#options.host.unload(id)
  }

  /** Carries out one call of a conversation. Rejects only when the host is not there. */
  async run(call: ActionCall, attempt: Attempt): Promise<ActionEnd> {
    const version = this.#followed(call) ?? call.version
    await this.prepare(version, call.environment)
    const deployment = `${version}/${call.environment}`
    return isDelivery(call.action) ? this.#deliver(call, attempt, deployment) : this.#act(call, attempt, deployment)
  }

  /** The key that webhooks to conversations of this place are signed with; null when the solution has none. */
  async webhookKey(place: ConversationPlace): Promise<string | null> {
    const version = this.#followed(place) ?? place.version
    await this.prepare(version, place.environment)
    const key = this.#webhookKeys.get(`${version}/${place.environment}`) ?? null
    if (key === null) {
      const { solution, environment } = place
      this.#options.log.warn(
        { solution, environment },
        `a webhook came and cannot be checked: "${webhookSecret}" is not among the solution's secrets, or not set`,
      )
    }
    return key
  }

  /** Where profiles are looked up for this place; null when its version chooses nothing of them. */
  async insightPlace(asked: Omit<ProfileAsked, 'person'>): Promise<InsightPlace | null> {
    const version = this.#followed(asked) ?? asked.version
    await this.prepare(version, asked.environment)
    const deployment = `${version}/${asked.environment}`
    const settings = this.#insights.get(deployment)
    const target = this.#targets.get(deployment)
    if (settings === undefined || target === undefined) return null
    return { deployment, settings, target: { space: target.space, account: target.account } }
  }

  /** What an environment runs now, loaded; `null`: the solution does not run there. */
  async current(solution: string, environment: Environment): Promise<{ readonly deployment: string } | null> {
    const live = await this.#options.runtime().versions.current(solution, environment)
    if (live === null) return null
    const version = this.#followed({ solution, environment, version: live.version }) ?? live.version
    await this.prepare(version, environment)
    return { deployment: `${version}/${environment}` }
  }

  /** Deletes the profile of an erased contact where the solution's deliveries go. */
  async deleteProfile({ version, environment, externalIds, aliases }: ProfileErased): Promise<ProfileDeleted> {
    await this.prepare(version as VersionId, environment)
    const deployment = `${version}/${environment}`
    if (this.#withoutBraze.has(deployment)) return { outcome: 'no-braze' }
    const { host } = this.#options
    // One kind of identifier per request.
    const bodies = [
      ...(externalIds.length > 0 ? [{ external_ids: externalIds }] : []),
      ...(aliases.length > 0 ? [{ user_aliases: aliases }] : []),
    ]
    for (const body of bodies) {
      try {
        await this.forget(deployment, findChanged('users.delete', body as Values))
        await host.call(deployment, 'users.delete', body as Values, { signal: AbortSignal.timeout(deletionMs) })
      } catch (failure) {
        // Why, but for what was sent.
        return { outcome: 'failed', error: readFailure(failure).error?.kind ?? 'unavailable' }
      }
    }
    return { outcome: 'deleted' }
  }

  #followed({ environment, solution, version }: ConversationPlace): VersionId | undefined {
    return environment === 'sandbox' && !isDraftBuild(version) ? this.#newest.get(solution) : undefined
  }

  /** Something other than a delivery changed these profiles in Braze. */
  async forget(deployment: string, profiles: readonly string[]): Promise<void> {
    const target = this.#targets.get(deployment)
    if (target !== undefined) await this.#options.runtime().shadow.forget(target.space, profiles)
  }

  async #deliver(call: ActionCall, attempt: Attempt, deployment: string): Promise<ActionEnd> {
    const { host, runtime, log } = this.#options
    const target = this.#targets.get(deployment)
    if (target === undefined) throw new Error(`the deployment ${deployment} is not loaded`)
    // No node asked for it but a login, of which there is nobody to be told.
    if (call.node === '' && this.#brazeless.has(deployment)) return { outcome: 'success', outputs: {} }
    const parts = { host, shadow: () => runtime().shadow, dataPoints: () => runtime().dataPoints }
    const end = await deliver(call, attempt, deployment, target, parts)
    const { conversation, effect, solution, action } = call
    const about = { solution, action, conversation, effect, attempt: call.attempt, outcome: end.outcome }
    log.debug({ ...about, kind: end.error?.kind, ambiguous: end.ambiguous }, 'delivery finished')
    return end
  }

  async #act(call: ActionCall, { signal }: Attempt, deployment: string): Promise<ActionResult> {
    const report = await this.#options.host.run(
      {
        deployment,
        action: call.action,
        payload: call.input,
        context: {
          solution: call.solution,
          environment: call.environment,
          conversation_id: call.conversation,
          contact: call.contact,
          ...(call.page ? { page: call.page } : {}),
          ...(call.channel === undefined ? {} : { channel: call.channel }),
          idempotency_key: call.idempotencyKey,
          at: new Date(call.at).toISOString(),
          attempt: call.attempt,
        },
        ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
      },
      { signal },
    )
    this.#report(call, deployment, report)
    return report.result
  }

  async #load(id: string, version: VersionId, environment: Environment, known?: SolutionBuild): Promise<void> {
    const build = known ?? readBuild(await this.#options.runtime().versions.load(version))
    this.#sensitive.set(id, sensitiveInputs(build))
    const secrets = readSecrets(build, environment)
    const brazeUrl = build.params[environment].braze_url === sandboxAddress ? this.#options.sandboxUrl() : null
    const values: { readonly [name: string]: string } = {
      ...(brazeUrl === null ? {} : { braze_api_key: sandboxKey }),
      ...secrets.values,
    }
    const missing = missingSecrets(build, environment)
    if (missing.length > 0) {
      this.#options.log.warn(
        { solution: build.name, environment, missing },
        'secrets are not set; actions that use them will fail',
      )
    }
    const params = build.params[environment]
    if (params.braze_url === undefined) this.#brazeless.add(id)
    const key = values.braze_api_key ?? ''
    const webhookKey = values[webhookSecret]
    if (webhookKey !== undefined) this.#webhookKeys.set(id, webhookKey)
    const target =
      brazeUrl === null
        ? readTarget(environment, String(params.braze_url ?? ''), key, params)
        : readSandboxTarget(environment, brazeUrl, key, params)
    this.#targets.set(id, target)
    if (brazeUrl === null && params.braze_url === undefined) this.#withoutBraze.add(id)
    if (build.insight !== undefined) this.#insights.set(id, build.insight)
    this.#options.host.load({
      id,
      bundle: build.bundle,
      sourceMap: build.sourceMap,
      ...(build.python === undefined ? {} : { python: build.python }),
      params: build.params[environment],
      // What proves who somebody is, is nothing for actions.
      secrets: Object.fromEntries(
        Object.entries(values).filter(([name]) => build.identity?.secrets?.includes(name) !== true),
      ),
      egress: build.egress,
      ...(brazeUrl === null ? {} : { brazeUrl }),
    })
  }

  #report(call: ActionCall, deployment: string, report: Awaited<ReturnType<ActionHost['run']>>): void {
    const { log } = this.#options
    const about = { solution: call.solution, action: call.action, conversation: call.conversation, effect: call.effect }
    const inputs = this.#sensitive.get(deployment)?.get(call.node) ?? []
    const clean = withoutAnswers(inputs, call.input)
    for (const line of report.logs) log.debug({ ...about, action_level: line.level }, clean(line.text))
    const { outcome, error } = report.result
    log.debug({ ...about, outcome, took_ms: report.tookMs, attempt: call.attempt }, 'action finished')
    if (error) log.warn({ ...about, kind: error.kind, attempt: call.attempt }, `action failed: ${clean(error.message)}`)
  }
}
