import type { Dispatcher } from 'undici'
import { isOpenedAddress, type MayConnect } from './address.ts'
import { findChanged, findChangedByRequest } from './braze-change.ts'
import type { BrazeDesk, BrazeLine } from './braze-desk.ts'
import { type Broker, createBroker } from './broker.ts'
import type { Deployment } from './deployment.ts'
import { createSecretBox, type SecretBox } from './secret.ts'
import { createTracer, type Tracer } from './source-map.ts'
import type { Upstream } from './upstream.ts'

/** A loaded deployment with everything its calls share. */
export interface Tenant {
  readonly deployment: Deployment
  readonly secrets: SecretBox
  /** Requests that actions write themselves: carried out by the broker, changes of Braze told like those of `callBraze`. */
  readonly broker: Broker
  /** Calls of the platform. */
  readonly braze: BrazeLine
  /** The same for the calls of actions: what they change is told to the server, before and after. */
  callBraze(method: string, body: unknown): Promise<unknown>
  readonly tracer: Tracer
  /** Makes a text fit for a log or a flow: places of the author's files, no secret values. */
  readonly clean: (text: string) => string
}

export interface TenantParts {
  readonly dialer: Dispatcher
  /** Connects to whatever the operator named. */
  readonly open: Dispatcher
  readonly mayConnect: MayConnect
  readonly desk: BrazeDesk
  readonly upstream: Pick<Upstream, 'changeProfiles'> | null
}

export function createTenant(deployment: Deployment, parts: TenantParts): Tenant {
  const { dialer, open, mayConnect, desk, upstream } = parts
  const { params } = deployment
  const secrets = createSecretBox(deployment.secrets)
  const tracer = createTracer(deployment.sourceMap)
  const isOpened = (url: URL): boolean => isOpenedAddress(url, mayConnect)
  const braze = desk.open(deployment, isOpened)
  const sandbox = deployment.brazeUrl === undefined ? null : { url: deployment.brazeUrl, dialer: open }
  const broker = createBroker({ egress: deployment.egress, secrets, dialer, isOpened, ...(sandbox ? { sandbox } : {}) })
  const brazeUrl = deployment.brazeUrl ?? (typeof params.braze_url === 'string' ? params.braze_url : null)

  /** Does something that changes profiles in Braze, and tells the server before and after. */
  async function telling<Value>(profiles: readonly string[], change: () => Promise<Value>): Promise<Value> {
    if (upstream === null || profiles.length === 0) return change()
    await upstream.changeProfiles(deployment.id, profiles)
    try {
      return await change()
    } finally {
      // Once more, for a delivery that began meanwhile may have ended before.
      await upstream.changeProfiles(deployment.id, profiles)
    }
  }

  return {
    deployment,
    secrets,
    broker: {
      fetch: (request, signal) => telling(findChangedByRequest(request, brazeUrl), () => broker.fetch(request, signal)),
    },
    braze,
    callBraze: (method, body) => telling(findChanged(method, body), () => braze.call(method, body)),
    tracer,
    clean: (text) => secrets.redact(tracer.trace(text)),
  }
}
