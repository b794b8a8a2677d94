import type { Values } from '@parley/flow'
import { Agent } from 'undici'
import { createMayConnect } from './address.ts'
import { createBrazeDesk } from './braze-desk.ts'
import type { Deployment } from './deployment.ts'
import { createDialer } from './dialer.ts'
import { ActionHostError } from './failure.ts'
import type { CallContext } from './frame.ts'
import { launchesFor } from './launch.ts'
import type { Need } from './letter.ts'
import type { HostLog } from './log.ts'
import { createNursery } from './nursery.ts'
import type { ActionReport } from './report.ts'
import { Runner } from './runner.ts'
import type { Slot } from './slot.ts'
import { createTenant, type Tenant } from './tenant.ts'
import type { Upstream } from './upstream.ts'

export interface PoolOptions {
  /** Private addresses that may be reached, as the operator wrote them: `127.0.0.1:8080`, `10.0.0.0/8`. */
  readonly openedAddresses: readonly string[]
  readonly memoryMegabytes: number
  readonly heapMegabytes: number
  readonly childrenPerDeployment: number
  readonly callsPerChild: number
  /** A deployment without calls for so long gives its processes back. */
  readonly idleMs: number
}

export interface ActionCall {
  readonly deployment: string
  readonly action: string
  readonly payload: Values
  readonly context: CallContext
  /** The flow's own limit; without it the action's, or 10 s. */
  readonly timeoutMs?: number
}

export interface PoolStats {
  readonly level: string
  readonly deployments: number
  readonly children: number
  readonly inFlight: number
}

/** Everything that runs actions, for all deployments of one action host. */
export interface Pool {
  load(deployment: Deployment): void
  unload(id: string): Promise<void>
  run(call: ActionCall, signal: AbortSignal): Promise<ActionReport>
  /** Calls Braze as an action of the deployment would, in the same batches. @throws BrazeError, ActionHostError */
  call(deployment: string, method: string, body: unknown, signal: AbortSignal): Promise<unknown>
  stats(): PoolStats
  close(): Promise<void>
}

/** What the server does for this process. */
export interface Server {
  readonly upstream: Upstream
  readonly serves: readonly Need['kind'][]
}

interface Home {
  readonly tenant: Tenant
  readonly runner: Runner
}

const watchEveryMs = 25
const inspectEveryMs = 1000

export function createPool(options: PoolOptions, log: HostLog, server: Server): Pool {
  const mayConnect = createMayConnect(options.openedAddresses)
  const dialer = createDialer(mayConnect)
  const open = new Agent({ connections: 64 })
  const serves = (need: Need['kind']): Upstream | null => (server.serves.includes(need) ? server.upstream : null)
  const desk = createBrazeDesk({ guarded: dialer, open }, serves('budget'))
  const nursery = createNursery(launchesFor(options.heapMegabytes), log)
  const homes = new Map<string, Home>()
  const limits = {
    callsPerChild: options.callsPerChild,
    children: options.childrenPerDeployment,
    memoryBytes: options.memoryMegabytes * 1024 * 1024,
  }
  const allSlots = (): readonly Slot[] => [...homes.values()].flatMap(({ runner }) => runner.slots)

  let watcher: NodeJS.Timeout | null = null
  const watchSlots = (): void => {
    watcher ??= setInterval(() => {
      const busy = allSlots().filter((slot) => slot.inFlight > 0)
      for (const slot of busy) slot.watch()
      for (const { runner } of homes.values()) runner.poke()
      if (busy.length > 0 || !watcher) return
      clearInterval(watcher)
      watcher = null
    }, watchEveryMs)
  }
  const inspector = setInterval(() => {
    for (const slot of allSlots()) slot.inspect(Date.now(), options.idleMs)
  }, inspectEveryMs)

  const find = (id: string): Home => {
    const home = homes.get(id)
    if (home) return home
    throw new ActionHostError('unknown-deployment', `The deployment ${id} is not loaded.`, 'later')
  }
  const unload = async (id: string): Promise<void> => {
    const home = homes.get(id)
    homes.delete(id)
    await home?.runner.close()
    await home?.tenant.braze.close()
  }
  nursery.refill()

  return {
    load(deployment) {
      if (homes.has(deployment.id)) return
      const tenant = createTenant(deployment, { dialer, mayConnect, desk, upstream: serves('change') })
      homes.set(deployment.id, { tenant, runner: new Runner({ tenant, nursery, limits, log, onBusy: watchSlots }) })
    },
    unload,
    run: async ({ deployment, action, payload, context, timeoutMs }, signal) =>
      find(deployment).runner.run({ action, payload, context, timeoutMs: timeoutMs ?? null, signal }),
    call: async (deployment, method, body, signal) => find(deployment).tenant.braze.call(method, body, signal),
    stats: () => {
      const slots = allSlots()
      const inFlight = slots.reduce((sum, slot) => sum + slot.inFlight, 0)
      return { level: nursery.level(), deployments: homes.size, children: slots.length, inFlight }
    },
    async close() {
      clearInterval(inspector)
      if (watcher) clearInterval(watcher)
      await Promise.all([...homes.keys()].map(unload))
      await nursery.close()
      await Promise.all([dialer.destroy(), open.destroy()])
    },
  }
}
