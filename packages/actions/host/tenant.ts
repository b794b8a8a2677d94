import type { Dispatcher } from 'undici'
import { isOpenedAddress, type MayConnect } from './address.ts'
import { findChanged } from './braze-change.ts'
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
  readonly mayConnect: MayConnect
  readonly desk: BrazeDesk
  readonly upstream: Pick<Upstream, 'changeProfiles'> | null
}

export function createTenant(deployment: Deployment, { dialer, mayConnect, desk, upstream }: TenantParts): Tenant {
  const secrets = createSecretBox(deployment.secrets)
  const tracer = createTracer(deployment.sourceMap)
  const isOpened = (url: URL): boolean => isOpenedAddress(url, mayConnect)
  const braze = desk.open(deployment, isOpened)
  return {
    deployment,
    secrets,
    broker: createBroker({ egress: deployment.egress, secrets, dialer, isOpened }),
    braze,
    async callBraze(method, body) {
      const profiles = upstream === null ? [] : findChanged(method, body)
      if (upstream === null || profiles.length === 0) return braze.call(method, body)
      await upstream.changeProfiles(deployment.id, profiles)
      try {
        return await braze.call(method, body)
      } finally {
        // Once more, for a delivery that began meanwhile may have ended before.
        await upstream.changeProfiles(deployment.id, profiles)
      }
    },
    tracer,
    clean: (text) => secrets.redact(tracer.trace(text)),
  }
}
