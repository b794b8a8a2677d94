/**
 * The composition root: starts every part in the order they need each other and stops them in reverse. Parts that do not
 * depend on each other start together, because start-up time is the first thing anybody sees.
 */
import { type ActionHost, createActionHost } from '@parley/actions/host'
import type { Sandbox } from '@parley/braze/sandbox'
import { compile } from '@parley/flow'
import { createRuntime, type DataKeys, isDraftBuild, type Ports, type Runtime, RuntimeError } from '@parley/runtime'
import { startPostgres } from '@parley/runtime/postgres'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { type Access, createAccess } from './access/access.ts'
import { createOidc } from './access/oidc.ts'
import type { Place } from './access/place.ts'
import { createPageDelivery } from './braze/page-delivery.ts'
import { loadDataKeys } from './data-key.ts'
import { Deployments } from './deployments.ts'
import { createHttp, type Solutions } from './http/index.ts'
import type { OidcParts } from './http/studio/access-oidc-routes.ts'
import { createInsight } from './insight.ts'
import { keepOf } from './keep.ts'
import { notListening, openSandbox } from './listen.ts'
import { createLiveOrigins } from './live-origins.ts'
import { createLiveSolutions, type LiveSolutions } from './live-solutions.ts'
import { createLog } from './log.ts'
import { recordPlatform } from './metrics.ts'
import { createUnderstandWords } from './nlu/understand-words.ts'
import { loadOperatorKey } from './operator-key.ts'
import { createReports } from './reports/reports.ts'
import type { Settings } from './settings.ts'
import { type Environment, readBuild, type SolutionBuild, sourceOf } from './solution/build.ts'
import { missingSecrets } from './solution/missing-secrets.ts'
import { createSources } from './sources/create-sources.ts'
import type { Sources } from './sources/sources.ts'
import { createStudioActions } from './studio-actions/studio-actions.ts'
import { createStudioFiles } from './studio-files.ts'
import { loadTokenKey } from './token-key.ts'
import { createWidgetFiles } from './widget-files.ts'

export interface Platform {
  /** Opens the door, after what it should serve is published. Answers with the address, `http://127.0.0.1:4000`. */
  listen(): Promise<string>
  readonly sandboxUrl: string
  /** While nobody has an account in the Studio: a new token for the link that makes the first owner. */
  welcome(): Promise<string | null>
  /** What is worked on in the Studio. */
  readonly sources: Sources
  readonly runtime: Runtime
  readonly log: Logger
  /** Resolves, with the reason, when a part without which nothing works has ended for good. */
  readonly failed: Promise<Error>
  /**
   * Stores a build as a version and runs it in the environment from now on. What an operator chose to run there stays,
   * unless the build is new. `follow`: it is run whatever was chosen, and old conversations use its actions too.
   *
   * @returns The number of the build's version, and of the one that the environment runs.
   */
  publish(
    build: SolutionBuild,
    environment: Environment,
    options?: { readonly follow?: boolean },
  ): Promise<{ readonly number: number; readonly live: number }>
  close(): Promise<void>
}

/** Told when a part is ready: its name, and how long it took. */
export type Progress = (part: string, tookMs: number) => void

export async function createPlatform(settings: Settings, progress: Progress = () => {}): Promise<Platform> {
  const log = createLog(settings.logLevel)
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) {
      await closer().catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'))
    }
  }
  const part = async <T>(name: string, start: Promise<T>, stop: (started: T) => Promise<void>): Promise<T> => {
    const began = performance.now()
    const started = await start
    closers.push(() => stop(started))
    progress(name, performance.now() - began)
    return started
  }

  try {
    const registry = new Registry()
    const [database, host, sandbox, tokenKey, operatorKey, dataKeys] = await settleAll([
      openDatabase(settings, part),
      part(
        'action host',
        createActionHost({
          openedAddresses: settings.egressPrivate,
          log: (level, fields, text) => log[level](fields, text),
          budget: {
            take: (name, window, signal) => runtime.budgets.take(name, window, signal),
            pause: (name, ms) => runtime.budgets.pause(name, ms),
          },
          onChange: (deployment, profiles) => deployments.forget(deployment, profiles),
        }),
        (it) => it.close(),
      ),
      part('Braze sandbox', openSandbox(settings), (it) => it.close()),
      loadTokenKey(settings),
      loadOperatorKey(settings),
      loadDataKeys(settings),
    ])
    const deployments: Deployments = new Deployments({
      host,
      log,
      runtime: () => runtime,
      sandboxUrl: () => sandbox.url,
    })
    const lookUpProfile = createInsight({
      host,
      profiles: () => runtime.profiles,
      placeOf: (asked) => deployments.insightPlace(asked),
      log,
    })
    const deliverPageReports = createPageDelivery({
      host,
      async placeOf(solution, environment) {
        const current = await deployments.current(solution, environment)
        if (current === null) return null
        const found = await live.find(solution, environment)
        return { ...current, listen: found?.build.listen }
      },
      log,
    })
    const understand = createUnderstandWords({
      versions: () => runtime.versions,
      openedAddresses: settings.egressPrivate,
      registry,
      log,
      now: Date.now,
    })
    closers.push(() => understand.close())
    const runtime: Runtime = await part(
      'conversations',
      openRuntime(database.url, dataKeys, deployments, log, {
        lookUpProfile,
        deliverPageReports,
        keep: (...place) => keepOf(live, ...place),
        understand,
      }),
      (it) => it.close(),
    )
    const live = createLiveSolutions(runtime.versions)
    const sources = createSources({ database: runtime.database, log })
    closers.push(() => sources.close())
    const access = createAccess({
      database: runtime.database,
      place: placeOf(settings),
      rateFactor: settings.rateFactor,
    })
    recordPlatform(registry, runtime)

    return {
      async listen() {
        const parts = {
          runtime,
          host,
          sandbox,
          deployments,
          live,
          tokenKey,
          operatorKey,
          access,
          sources,
          registry,
          log,
        }
        const server = await part('server', openDoor(settings, parts), (it) => it.close())
        return server.url
      },
      sandboxUrl: sandbox.url,
      welcome: access.welcome,
      sources,
      runtime,
      log,
      failed: database.failed,
      close,
      async publish(build, environment, options) {
        const by = options?.follow === true ? publishers.dev : publishers.start
        const { version, number, created } = await runtime.versions.put(build.name, build, { by })
        await deployments.prepare(version, environment, build)
        if (options?.follow === true) deployments.follow(build.name, version)
        const live = await runtime.versions.current(build.name, environment)
        // A canary beside it goes on.
        if (live?.version === version) return { number, live: number }
        const chosen = live !== null && !Object.values(publishers).includes(live.by ?? '')
        if (chosen && !created && options?.follow !== true) return { number, live: live.number }
        await runtime.versions.deploy(build.name, environment, version, { by })
        return { number, live: number }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

function oidcOf({ oidc }: Settings, { access, log }: DoorParts): { readonly oidc?: OidcParts } {
  if (oidc === undefined) return {}
  return { oidc: { settings: oidc, provider: createOidc(oidc, access.database, access.now), log } }
}

/** Where people reach this server, for what has to know. */
function placeOf({ publicUrl, trustedProxies }: Settings): Place {
  return { trustedProxies, ...(publicUrl === undefined ? {} : { publicUrl }) }
}

/** Who deploys when a folder is published by itself. */
const publishers = { start: 'parley start', dev: 'parley dev' }

/** What the page at `/` talks to. */
const demoSolution = 'braze-signup'

type Part = <T>(name: string, start: Promise<T>, stop: (started: T) => Promise<void>) => Promise<T>

/** Like `Promise.all`, but waits for all of them, so that what did start can be stopped when another one failed. */
async function settleAll<T extends readonly unknown[]>(
  starting: { readonly [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const settled = await Promise.allSettled(starting)
  for (const each of settled) if (each.status === 'rejected') throw each.reason
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined)) as unknown as T
}

interface OpenDatabase {
  readonly url: string
  readonly failed: Promise<Error>
}

async function openDatabase(settings: Settings, part: Part): Promise<OpenDatabase> {
  // Somebody else's server may come back; conversations wait for it.
  if (settings.databaseUrl !== undefined) return { url: settings.databaseUrl, failed: new Promise(() => {}) }
  const postgres = await part('PostgreSQL', startPostgres({ home: settings.home }), (it) => it.stop())
  const failed = postgres.exited.then((error) => error ?? new Promise<never>(() => {}))
  return { url: postgres.url, failed }
}

function openRuntime(
  databaseUrl: string,
  dataKeys: DataKeys,
  deployments: Deployments,
  log: Logger,
  more: Pick<Ports, 'lookUpProfile' | 'deliverPageReports' | 'keep'> & {
    readonly understand: ReturnType<typeof createUnderstandWords>
  },
): Promise<Runtime> {
  const opening = createRuntime({
    databaseUrl,
    dataKeys,
    ports: {
      log,
      runAction: (call, attempt) => deployments.run(call, attempt),
      deleteProfile: (erased) => deployments.deleteProfile(erased),
      ...more,
      readProgram(stored) {
        const build = readBuild(stored)
        more.understand.met(build)
        const { program, problems } = compile(sourceOf(build), { stored: true })
        if (program === null) throw new Error(`the stored version does not compile: ${problems[0]?.reason}`)
        return program
      },
    },
  })
  return opening.catch((error: unknown) => {
    throw unreachable(error, databaseUrl)
  })
}

/** Says where the database should have been and what went wrong there; never the password. */
function unreachable(error: unknown, databaseUrl: string): unknown {
  if (!(error instanceof RuntimeError && error.code === 'database-unavailable')) return error
  const { hostname, port } = new URL(databaseUrl)
  const { cause } = error
  const what = cause instanceof Error ? cause.message || cause.name : 'it does not answer'
  return new Error(`The database at ${hostname}:${port || 5432} cannot be used: ${what}. Check DATABASE_URL.`, {
    cause: error,
  })
}

interface DoorParts {
  readonly runtime: Runtime
  readonly deployments: Deployments
  readonly live: LiveSolutions
  readonly host: ActionHost
  readonly sandbox: Sandbox
  readonly tokenKey: string
  readonly operatorKey: string
  readonly access: Access
  readonly sources: Sources
  readonly registry: Registry
  readonly log: Logger
}

function solutionsOf({ runtime, deployments }: DoorParts): Solutions {
  const { versions, drafts, migrations } = runtime
  return {
    versions,
    drafts,
    migrations,
    missingSecrets,
    async prepare(version, environment, build) {
      // Who deploys wants to see this code run, also under `parley dev`.
      if (environment === 'sandbox' && !isDraftBuild(version)) deployments.follow(build.name, null)
      await deployments.prepare(version, environment, build)
    },
  }
}

async function openDoor(
  settings: Settings,
  parts: DoorParts,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const widget = createWidgetFiles()
  const liveOrigins = createLiveOrigins({ versions: parts.runtime.versions, live: parts.live, log: parts.log })
  await liveOrigins.refresh().catch(() => {})
  const actions = createStudioActions({ ...parts, sandboxUrl: () => parts.sandbox.url })
  const http = await createHttp({
    conversations: parts.runtime,
    live: parts.live,
    links: parts.runtime.links,
    ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    widget,
    tokenKey: parts.tokenKey,
    webhooks: {
      async keyOf(conversation) {
        const place = await parts.runtime.find(conversation)
        return place === null ? null : parts.deployments.webhookKey(place)
      },
    },
    handOvers: parts.runtime.handOvers,
    records: parts.runtime.records,
    contacts: parts.runtime.contacts,
    consents: parts.runtime.consents,
    pageEvents: parts.runtime.pageEvents,
    operator: {
      key: parts.operatorKey,
      deadLetters: parts.runtime.deadLetters,
      dataPoints: parts.runtime.dataPoints,
    },
    solutions: solutionsOf(parts),
    metrics: parts.registry,
    log: parts.log,
    checks: { database: () => parts.runtime.healthy(), actions: () => parts.host.stats() },
    allowedOrigins: settings.allowedOrigins,
    liveOrigins,
    rates: { trustedProxies: settings.trustedProxies, factor: settings.rateFactor },
    studio: {
      files: createStudioFiles(),
      guard: parts.access.guard,
      audit: parts.access.audit,
      reports: createReports(parts.runtime),
      understanding: { inbox: parts.runtime.inbox, live: parts.live, versions: parts.runtime.versions },
      access: parts.access,
      ...oidcOf(settings, parts),
      sources: parts.sources,
      actions,
      work: {
        sources: parts.sources,
        solutions: solutionsOf(parts),
        database: parts.runtime.database,
        tokenKey: parts.tokenKey,
        place: placeOf(settings),
        now: Date.now,
      },
    },
    apiKeys: parts.access.apiKeys,
    page: { solution: demoSolution, links: [{ label: 'Braze sandbox', href: `${parts.sandbox.url}/` }] },
  })
  const url = await http.listen(settings.port, settings.host).catch((error: unknown) => {
    throw notListening(error, settings.host, 'PORT', settings.port)
  })
  // Start-up does not wait for it: the first page that asks does, if it asks that early.
  widget().catch((error: unknown) => parts.log.error({ err: error }, 'the widget could not be built'))
  return {
    url,
    close() {
      actions.close()
      liveOrigins.close()
      return http.close()
    },
  }
}
