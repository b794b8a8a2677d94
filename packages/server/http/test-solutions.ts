import { compile } from '@parley/flow'
import { createRuntime, type Runtime } from '@parley/runtime'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { readBuild, type SolutionBuild, sourceOf } from '../solution/build.ts'
import { createHttp } from './http.ts'

const key = 'the-key-of-the-operator'
const tokenKey = 'a key that only the tests know, 32+'
const log = pino({ level: 'silent' })

/** A runtime whose flows run no actions; `now` is its clock. */
export function openRuntime(databaseUrl: string, now: () => number): Promise<Runtime> {
  const readProgram = (stored: unknown) => {
    const { program } = compile(sourceOf(readBuild(stored)))
    if (program === null) throw new Error('it does not compile')
    return program
  }
  const runAction = async () => ({ outcome: 'success', outputs: {} })
  return createRuntime({ databaseUrl, ports: { log, readProgram, runAction, now } })
}

export interface Answered {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about
  readonly body: any
}

/** A door to a real runtime, seen by the operator of one solution, `name`. */
export interface SolutionDoor {
  readonly name: string
  /** The code that was loaded, `<version> <environment>`. */
  readonly prepared: readonly string[]
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object, headers?: object): Promise<Answered>
  /** The address of something of the solution. */
  of(rest: string): string
  build(greeting: string, more?: Partial<SolutionBuild>): SolutionBuild
  put(greeting: string, more?: object): Promise<Answered>
  /** To prod. */
  deploy(version: number, more?: object): Promise<Answered>
  /** What a new conversation in prod says to Ada. */
  greeting(request?: object): Promise<string>
  /** What the conversation says when it is told her name. */
  say(conversation: string, token: string): Promise<string>
  close(): Promise<void>
}

let names = 0

export async function openSolutionDoor(runtime: Runtime, now: () => number): Promise<SolutionDoor> {
  names += 1
  const name = `shop-${names}`
  const prepared: string[] = []
  const { versions, drafts, migrations } = runtime
  const http = await createHttp({
    conversations: runtime,
    tokenKey,
    log,
    metrics: new Registry(),
    now,
    // Whatever an operator may do, the runtime can.
    operator: { key, ...runtime },
    solutions: {
      versions,
      drafts,
      migrations,
      prepare: async (version, environment) => void prepared.push(`${version} ${environment}`),
      missingSecrets: (build, environment) => build.secrets.map((secret) => `${environment}_${secret}`.toUpperCase()),
    },
  })

  const ask: SolutionDoor['ask'] = async (method, url, payload, headers = {}) => {
    const authorization = `Bearer ${key}`
    const given = { method, url, headers: { authorization, ...headers }, ...(payload && { payload }) }
    const answer = await http.app.inject(given)
    return { status: answer.statusCode, body: answer.payload === '' ? null : answer.json() }
  }
  const of = (rest: string): string => `/v1/solutions/${name}/${rest}`
  const build: SolutionDoor['build'] = (greeting, more = {}) => greeterBuild(name, greeting, more)
  const say: SolutionDoor['say'] = async (conversation, token) => {
    const path = `/v1/conversations/${conversation}/messages`
    const answer = await ask('POST', path, { text: 'Ada' }, { authorization: `Bearer ${token}` })
    return answer.body.messages[0].text
  }
  return {
    name,
    prepared,
    ask,
    of,
    build,
    put: (greeting, more = {}) => ask('POST', of('versions'), { build: build(greeting), ...more }),
    deploy: (version, more = {}) => ask('POST', of('deployments'), { environment: 'prod', version, ...more }),
    say,
    async greeting(request = {}) {
      const started = await ask('POST', '/v1/conversations', { solution: name, environment: 'prod', ...request })
      return say(started.body.conversation.id, started.body.token)
    },
    close: () => http.close(),
  }
}

/** Asks a name, and says it back with a greeting. */
export function greeterBuild(name: string, greeting: string, more: Partial<SolutionBuild> = {}): SolutionBuild {
  const flow = {
    format: 1,
    start: 'name',
    variables: { name: { type: 'text' } },
    nodes: {
      name: { kind: 'ask', text: 'Your name?', answer: { type: 'text' }, variable: 'name', to: { next: 'greet' } },
      greet: { kind: 'end', text: `${greeting}, {{ name }}!` },
    },
  }
  return readBuild({
    format: 1,
    name,
    customer: null,
    start: 'main',
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
    actions: {},
    bundle: '',
    sourceMap: '{}',
    params: { sandbox: {}, prod: {} },
    secrets: ['api_key'],
    egress: [],
    ...more,
  })
}
