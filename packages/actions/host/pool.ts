import type { Values } from '@parley/flow'
import { Agent } from 'undici'
import { createMayConnect } from './address.ts'
import { createBrazeDesk } from './braze-desk.ts'
import type { Deployment, LogLine } from './deployment.ts'
import { createDialer } from './dialer.ts'
import { ActionHostError } from './failure.ts'
import type { CallContext } from './frame.ts'
import { type LanguageName, languageNames, languageOf, languages } from './language.ts'
import type { Need } from './letter.ts'
import type { HostLog } from './log.ts'
import { createNursery, type Nursery } from './nursery.ts'
import type { RecentRequest } from './recent-requests.ts'
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
  /** The Python that the operator chose; `null`: the one of the PATH. */
  readonly python: string | null
}

export interface ActionCall {
  readonly deployment: string
  readonly action: string
  readonly payload: Values
  readonly context: CallContext
  /** The flow's own limit; without it the action's, or 10 s. */
  readonly timeoutMs?: number
  /** The report tells the call's requests and memory. For people who try an action out. */
  readonly trace?: boolean
}

export interface PoolStats {
  /** What isolates actions in TypeScript. */
  readonly level: string
  /** The same by language; `null` where nothing ran yet. */
  readonly levels: { readonly [language in LanguageName]: string | null }
  readonly deployments: number
  readonly children: number
  readonly inFlight: number
}

/** Everything that runs actions, for all deployments of one action host. */
export interface Pool {
  load(deployment: Deployment): void
  unload(id: string): Promise<void>
  /** `onLine` is told what the call logs, as it logs it. */
  run(call: ActionCall, signal: AbortSignal, onLine?: (line: LogLine) => void): Promise<ActionReport>
  /** Calls Braze as an action of the deployment would, in the same batches. @throws BrazeError, ActionHostError */
  call(deployment: string, method: string, body: unknown, signal: AbortSignal): Promise<unknown>
  /** What was sent last to the deployment's Braze; newest first. */
  recent(deployment: string): readonly RecentRequest[]
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
  /** One for each language that the deployment has actions in. */
  readonly runners: ReadonlyMap<LanguageName, Runner>
}

const watchEveryMs = 25
const inspectEveryMs = 1000

export function createPool(options: PoolOptions, log: HostLog, server: Server): Pool {
  const mayConnect = createMayConnect(options.openedAddresses)
  const dialer = createDialer(mayConnect)
  const open = new Agent({ connections: 64 })
  const serves = (need: Need['kind']): Upstream | null => (server.serves.includes(need) ? server.upstream : null)
  const desk = createBrazeDesk({ guarded: dialer, open }, serves('budget'))
  const raise = (name: LanguageName): Nursery =>
    createNursery({ program: languages[name].program, launches: () => languages[name].launches(options) }, log)
  const nurseries: Readonly<Record<LanguageName, Nursery>> = {
    typescript: raise('typescript'),
    python: raise('python'),
  }
  const homes = new Map<string, Home>()
  const limits = {
    callsPerChild: options.callsPerChild,
    children: options.childrenPerDeployment,
    memoryBytes: options.memoryMegabytes * 1024 * 1024,
  }
  const allSlots = (): readonly Slot[] =>
    [...homes.values()].flatMap(({ runners }) => [...runners.values()].flatMap((runner) => runner.slots))

  let watcher: NodeJS.Timeout | null = null
  const watchSlots = (): void => {
    watcher ??= setInterval(() => {
      const busy = allSlots().filter((slot) => slot.inFlight > 0)
      for (const slot of busy) slot.watch()
      for (const { runners } of homes.values()) for (const runner of runners.values()) runner.poke()
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
    await Promise.all([...(home?.runners.values() ?? [])].map((runner) => runner.close()))
    await home?.tenant.braze.close()
  }
  nurseries.typescript.refill()

  return {
    load(deployment) {
      if (homes.has(deployment.id)) return
      const tenant = createTenant(deployment, { dialer, open, mayConnect, desk, upstream: serves('change') })
      const spoken = languageNames.filter((language) => languages[language].read(deployment) !== null)
      const runners = spoken.map((language) => {
        const nursery = nurseries[language]
        nursery.refill()
        return [language, new Runner({ tenant, language, nursery, limits, log, onBusy: watchSlots })] as const
      })
      homes.set(deployment.id, { tenant, runners: new Map(runners) })
    },
    unload,
    async run({ deployment, action, payload, context, timeoutMs, trace = false }, signal, onLine) {
      const { tenant, runners } = find(deployment)
      const runner = runners.get(languageOf(tenant.deployment, action))
      if (!runner) throw new ActionHostError('not-loaded', `The deployment ${deployment} has no runner.`, 'no')
      const told = onLine === undefined ? {} : { onLine }
      return runner.run({ action, payload, context, timeoutMs: timeoutMs ?? null, trace, signal, ...told })
    },
    call: async (deployment, method, body, signal) => find(deployment).tenant.braze.call(method, body, signal),
    recent: (deployment) => find(deployment).tenant.braze.recent(),
    stats: () => {
      const slots = allSlots()
      const inFlight = slots.reduce((sum, slot) => sum + slot.inFlight, 0)
      const levels = { typescript: nurseries.typescript.level(), python: nurseries.python.level() }
      return {
        level: levels.typescript ?? 'none',
        levels,
        deployments: homes.size,
        children: slots.length,
        inFlight,
      }
    },
    async close() {
      clearInterval(inspector)
      if (watcher) clearInterval(watcher)
      await Promise.all([...homes.keys()].map(unload))
      await Promise.all(languageNames.map((language) => nurseries[language].close()))
      await Promise.all([dialer.destroy(), open.destroy()])
    },
  }
}
