import type { Dispatcher } from 'undici'
import { isOpenedAddress, type MayConnect } from './address.ts'
import type { BrazeDesk, BrazeLine } from './braze-desk.ts'
import { type Broker, createBroker } from './broker.ts'
import type { Deployment } from './deployment.ts'
import { createSecretBox, type SecretBox } from './secret.ts'
import { createTracer, type Tracer } from './source-map.ts'

/** A loaded deployment with everything its calls share. */
export interface Tenant {
  readonly deployment: Deployment
  readonly secrets: SecretBox
  readonly broker: Broker
  readonly braze: BrazeLine
  readonly tracer: Tracer
  /** Makes a text fit for a log or a flow: places of the author's files, no secret values. */
  readonly clean: (text: string) => string
}

export interface TenantParts {
  readonly dialer: Dispatcher
  readonly mayConnect: MayConnect
  readonly desk: BrazeDesk
}

export function createTenant(deployment: Deployment, { dialer, mayConnect, desk }: TenantParts): Tenant {
  const secrets = createSecretBox(deployment.secrets)
  const tracer = createTracer(deployment.sourceMap)
  const isOpened = (url: URL): boolean => isOpenedAddress(url, mayConnect)
  return {
    deployment,
    secrets,
    broker: createBroker({ egress: deployment.egress, secrets, dialer, isOpened }),
    braze: desk.open(deployment, isOpened),
    tracer,
    clean: (text) => secrets.redact(tracer.trace(text)),
  }
}
