import type { Runtime } from '@parley/runtime'
import type { Role } from '@parley/studio/api'
import type { FastifyInstance } from 'fastify'
import { type Logger, pino } from 'pino'
import { Registry } from 'prom-client'
import { type Access, createAccess } from '../../access/access.ts'
import { createPasswords, type Passwords } from '../../access/password.ts'
import { createReports } from '../../reports/reports.ts'
import { createSources } from '../../sources/create-sources.ts'
import type { Sources } from '../../sources/sources.ts'
import type { StudioFiles } from '../../studio-files.ts'
import { createHttp, type Http } from '../http.ts'
import { openRuntime } from '../test-solutions.ts'
import type { OidcParts } from './access-oidc-routes.ts'

export const host = 'studio.example.com'
export const password = 'correct but not horse'
const tokenKey = 'a key that only the tests know, 32+'
export const operatorKey = 'the-key-of-the-operator'

/** A door to the Studio with its own database and a clock that is set. */
export interface AccessDoor extends AsyncDisposable {
  readonly http: Http
  readonly runtime: Runtime
  readonly access: Access
  /** What passwords were compared with: `null` stands for nobody. */
  readonly compared: (string | null)[]
  /** Milliseconds. */
  pass(ms: number): void
  /** A browser without cookies. */
  browser(from?: string): TestBrowser
  /** The one-time token of the first owner, as the server prints it. */
  welcome(): Promise<string>
  /** The first owner, signed in. */
  owner(): Promise<TestBrowser>
  /** Somebody with this role, invited and signed in. */
  person(role: Role, email?: string): Promise<TestBrowser>
}

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
  readonly body: any
  readonly headers: { readonly [name: string]: string | string[] | number | undefined }
}

/** Keeps cookies and says where it comes from, as a browser on a page of the Studio does. */
export interface TestBrowser {
  cookies: Map<string, string>
  /** Of whoever is signed in; sent with every change. */
  csrf: string
  /** `headers` win over what the browser says by itself; null leaves one out. */
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: { readonly [name: string]: string | null },
  ): Promise<Answered>
  /** Reads who it is, and the token for changes. */
  me(): Promise<Answered>
  signIn(email: string, password: string): Promise<Answered>
}

/** Cheap: what argon2 costs is not what the tests are about. */
const cheap = { memory: 64, passes: 1, parallelism: 1 }

export interface AccessDoorOptions {
  /** With the solutions that are worked on, and their versions. */
  readonly sources?: true
  readonly oidc?: (access: Access) => Omit<OidcParts, 'log'>
  readonly rateFactor?: number
}

/** @param database a new one, which is dropped with the door */
export async function openAccessDoor(
  database: { readonly url: string; drop(): Promise<void> },
  options: AccessDoorOptions = {},
): Promise<AccessDoor> {
  const log = pino({ level: 'silent' })
  let now = Date.now()
  const runtime = await openRuntime(database.url, () => now)
  const compared: (string | null)[] = []
  const place = { publicUrl: `https://${host}`, trustedProxies: 0 }
  const access = createAccess({
    database: runtime.database,
    place,
    now: () => now,
    passwords: recording(createPasswords(cheap), compared),
    ...(options.rateFactor === undefined ? {} : { rateFactor: options.rateFactor }),
  })
  const sources = options.sources === true ? createSources({ database: runtime.database, log }) : undefined
  const http = await openHttp(runtime, access, log, { ...options, sources })
  const welcome = async (): Promise<string> => (await access.welcome()) ?? 'there is an account already'

  const door: AccessDoor = {
    http,
    runtime,
    access,
    compared,
    pass(ms) {
      now += ms
    },
    browser: (from) => browserAt(http.app, from),
    welcome,
    async owner() {
      const browser = browserAt(http.app)
      const person = { name: 'Olga', email: 'olga@example.com', password }
      expectOk(await browser.ask('POST', '/welcome', { token: await welcome(), ...person }))
      await browser.me()
      return browser
    },
    async person(role, email = `${role}@example.com`) {
      const { token } = await runtime.database.transaction((db) => access.invitations.invite(email, role, 'test', db))
      const browser = browserAt(http.app)
      expectOk(await browser.ask('POST', '/invitation', { token, name: role, password }))
      await browser.me()
      return browser
    },
    async [Symbol.asyncDispose]() {
      await http.close()
      await sources?.close()
      await runtime.close()
      await database.drop()
    },
  }
  return door
}

function expectOk({ status, body }: Answered): void {
  if (status >= 300) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`)
}

const recording = (passwords: Passwords, compared: (string | null)[]): Passwords => ({
  hash: (text) => passwords.hash(text),
  matches(text, stored) {
    compared.push(stored)
    return passwords.matches(text, stored)
  },
})

function openHttp(
  runtime: Runtime,
  access: Access,
  log: Logger,
  { oidc, sources }: Pick<AccessDoorOptions, 'oidc'> & { readonly sources: Sources | undefined },
): Promise<Http> {
  const { versions, drafts, migrations, deadLetters, dataPoints, handOvers, records, contacts } = runtime
  const solutions = { versions, drafts, migrations, missingSecrets: () => [], prepare: async () => {} }
  const { database } = runtime
  const { place, now } = access
  const more =
    sources === undefined
      ? {}
      : {
          sources,
          reports: createReports(runtime),
          work: { sources, solutions, database, place, now, tokenKey },
        }
  return createHttp({
    conversations: runtime,
    tokenKey,
    log,
    metrics: new Registry(),
    operator: { key: operatorKey, deadLetters, dataPoints },
    solutions,
    handOvers,
    records,
    contacts,
    apiKeys: access.apiKeys,
    publicUrl: `https://${host}`,
    studio: {
      files: noStudio,
      guard: access.guard,
      audit: access.audit,
      access,
      ...more,
      ...(oidc === undefined ? {} : { oidc: { ...oidc(access), log } }),
    },
  })
}

/** Only the API is tried. */
const noStudio: StudioFiles = {
  build: async () => ({ entry: '', first: [], style: '', files: new Map(), partsAt: () => [] }),
  built: () => null,
  onProgress: () => () => undefined,
}

/** A browser without cookies before any door. */
export function browserAt(app: FastifyInstance, from = '127.0.0.1'): TestBrowser {
  const browser: TestBrowser = {
    cookies: new Map(),
    csrf: '',
    async ask(method, path, body, headers = {}) {
      const own: { [name: string]: string | null } = {
        host,
        'user-agent': 'Test/1.0',
        'sec-fetch-site': 'same-origin',
        ...(method === 'GET' ? {} : { origin: `https://${host}`, 'x-parley-csrf': browser.csrf }),
        ...(browser.cookies.size === 0
          ? {}
          : { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...headers,
      }
      const sent = Object.entries(own).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
      const answer = await app.inject({
        method,
        url: path.startsWith('/v1') ? path : `/studio/api${path}`,
        remoteAddress: from,
        headers: Object.fromEntries(sent),
        ...(body === undefined ? {} : { payload: body }),
      })
      for (const { name, value, maxAge } of answer.cookies as { name: string; value: string; maxAge?: number }[]) {
        if (maxAge === 0) browser.cookies.delete(name)
        else browser.cookies.set(name, value)
      }
      const isJson = String(answer.headers['content-type']).includes('json')
      return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers }
    },
    async me() {
      const answer = await browser.ask('GET', '/me')
      browser.csrf = answer.body.csrf ?? ''
      return answer
    },
    async signIn(email, secret) {
      const answer = await browser.ask('POST', '/sign-in', { email, password: secret })
      if (answer.status < 300) await browser.me()
      return answer
    },
  }
  return browser
}
