/** Conversations of every kind, each as a person had it, on a clock that tests set. */

import { compile } from '@parley/flow'
import { type ActionEnd, type ConversationId, createRuntime, type Runtime, type StartInput } from '@parley/runtime'
import { readBuild, type SolutionBuild, sourceOf } from '../solution/build.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** Monday, 4 May 2026, 09:00 UTC. */
export const opening = Date.UTC(2026, 4, 4, 9)
export const minute = 60_000
export const hour = 60 * minute

const nodes = {
  hello: { kind: 'say', text: 'Hello', to: { next: 'email' } },
  email: { kind: 'ask', text: 'Your e-mail?', answer: { type: 'email' }, variable: 'email', to: { next: 'code' } },
  code: { kind: 'ask', text: 'Your code?', answer: { type: 'text' }, variable: 'code', to: { next: 'track' } },
  track: {
    kind: 'action',
    action: 'track',
    input: { email: 'email', code: 'code' },
    to: { success: 'rate', error: 'help' },
  },
  help: { kind: 'hand-over', text: 'One moment', to: { next: 'rate', unavailable: 'bye' } },
  rate: { kind: 'ask', text: 'How was it?', answer: { type: 'rating' }, variable: 'score', to: { next: 'bye' } },
  bye: { kind: 'end', text: 'Bye' },
}

/** `greeting` makes another version of it. */
function talkBuild(solution: string, greeting = 'Hello'): SolutionBuild {
  const flow = {
    format: 1,
    start: 'hello',
    variables: { email: { type: 'email' }, code: { type: 'text', sensitive: true }, score: { type: 'number' } },
    idle: [{ after: '5m', abandon: true }],
    resume: { within: '1d' },
    nodes: { ...nodes, hello: { ...nodes.hello, text: greeting } },
  }
  return readBuild({
    format: 1,
    name: solution,
    customer: null,
    start: 'main',
    flows: { main: { file: 'flows/main.flow.json', text: JSON.stringify(flow) } },
    actions: { track: { outcomes: ['success', 'error'] } },
    language: 'en',
    texts: { ko: { file: 'texts/ko.yaml', text: 'flows:\n  main:\n    hello:\n      text: 안녕하세요\n' } },
    bundle: '',
    sourceMap: '{}',
    params: { sandbox: {}, prod: {} },
    secrets: [],
    egress: [],
  })
}

export interface Talks {
  readonly runtime: Runtime
  /** The clock, epoch milliseconds, and what the action answers. */
  readonly world: { now: number; answer: ActionEnd }
  publish(solution: string, greeting?: string): Promise<void>
  /** Begins a conversation in prod, and says these words one after the other, a minute apart. */
  talk(solution: string, words: readonly string[], more?: Partial<StartInput>): Promise<ConversationId>
  say(conversation: ConversationId, words: string): Promise<void>
  /** Time passes until all of these have been given up. */
  abandon(...conversations: readonly ConversationId[]): Promise<void>
  close(): Promise<void>
}

export const timedOut: ActionEnd = {
  outcome: 'error',
  outputs: {},
  // As careless as a message of an action may be: it repeats what somebody said.
  error: { kind: 'timeout', message: 'No answer for tea-4711 in time.', retry: 'no' },
}

export async function openTalks(databaseUrl: string): Promise<Talks> {
  const world: Talks['world'] = { now: opening, answer: { outcome: 'success', outputs: {} } }
  const runtime = await createRuntime({
    databaseUrl,
    poolSize: 4,
    limits: { pollMs: 20 },
    dataKeys: { current: 'a key that only this test knows, long enough' },
    ports: {
      log: quiet,
      readProgram(stored) {
        const { program, problems } = compile(sourceOf(readBuild(stored)))
        if (program === null) throw new Error(JSON.stringify(problems))
        return program
      },
      runAction: async () => world.answer,
      now: () => world.now,
    },
  })
  const talks: Talks = {
    runtime,
    world,
    async publish(solution, greeting) {
      const { version } = await runtime.versions.put(solution, talkBuild(solution, greeting))
      await runtime.versions.deploy(solution, 'prod', version)
    },
    async talk(solution, words, more = {}) {
      const { conversation } = await runtime.start({
        solution,
        environment: 'prod',
        contact: {},
        variables: {},
        page: null,
        channel: 'web',
        ...more,
      })
      for (const word of words) {
        world.now += minute
        await talks.say(conversation, word)
      }
      return conversation
    },
    async say(conversation, words) {
      await runtime.say(conversation, { kind: 'text', text: words })
    },
    async abandon(...conversations) {
      world.now += 5 * minute
      for (const conversation of conversations)
        while ((await runtime.messages(conversation, 0)).status !== 'abandoned')
          await new Promise((resolve) => setImmediate(resolve))
    },
    close: () => runtime.close(),
  }
  return talks
}
