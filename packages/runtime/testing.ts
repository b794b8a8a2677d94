import { type ActionResult, compile, type Program, type SolutionSource } from '@parley/flow'
import type { DataKeys } from './cipher.ts'
import { createRuntime } from './create-runtime.ts'
import type { ActionCall, ActionEnd, Attempt, Log, Ports } from './ports.ts'
import type { Answer, Limits, Runtime, StartInput } from './runtime.ts'

/** Flows that between them do everything a conversation can do to the runtime. */
const flows = {
  /** Asks for ever, counting nothing: the plainest turn there is. */
  echo: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Say {{ word }}', answer: { type: 'text' }, variable: 'word', to: { next: 'ask' } },
    },
  },
  once: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Once?', answer: { type: 'text' }, variable: 'word', to: { next: 'bye' } },
      bye: { kind: 'end', text: 'Bye {{ word }}' },
    },
  },
  /** An awaited action between two questions. */
  act: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'thinking' } },
      thinking: { kind: 'say', text: 'Thinking', to: { next: 'track' } },
      track: { kind: 'action', action: 'track', input: { word: 'word' }, to: { success: 'good', error: 'bad' } },
      good: { kind: 'say', text: 'Good {{ word }}', to: { next: 'ask' } },
      bad: { kind: 'say', text: 'Bad {{ results.track.error.kind }}', to: { next: 'ask' } },
    },
  },
  /** A queued action between two questions. */
  queue: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'track' } },
      track: { kind: 'action', action: 'track', mode: 'queue', input: { word: 'word' }, to: { next: 'ask' } },
    },
  },
  /** A queued delivery between two questions. */
  deliver: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'send' } },
      send: {
        kind: 'braze-track',
        mode: 'queue',
        attributes: { word: 'word' },
        events: [{ name: 'said' }],
        to: { next: 'ask' },
      },
    },
  },
  /** An awaited delivery between two questions. */
  confirm: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'send' } },
      send: { kind: 'braze-track', attributes: { word: 'word' }, to: { success: 'good', error: 'bad' } },
      good: { kind: 'say', text: 'Good {{ word }}', to: { next: 'ask' } },
      bad: { kind: 'say', text: 'Bad {{ results.send.error.kind }}', to: { next: 'ask' } },
    },
  },
  /** A pause of ten minutes between two questions. */
  pause: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'wait' } },
      wait: { kind: 'wait', for: '10m', to: { next: 'again' } },
      again: { kind: 'say', text: 'Ten minutes later', to: { next: 'ask' } },
    },
  },
  /** A webhook between two questions. */
  hook: {
    start: 'ask',
    variables: { word: { type: 'text' }, amount: { type: 'number' } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'rest' } },
      rest: {
        kind: 'wait',
        for: '1h',
        webhook: { name: 'paid' },
        save: { amount: 'payload.amount' },
        to: { next: 'paid', timeout: 'late' },
      },
      paid: { kind: 'say', text: 'Paid {{ amount }} {{ conversation.id }}', to: { next: 'ask' } },
      late: { kind: 'say', text: 'Too late', to: { next: 'ask' } },
    },
  },
  /** A person of the brand between two questions. */
  help: {
    start: 'ask',
    variables: { word: { type: 'text', sensitive: true } },
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'help' } },
      help: {
        kind: 'hand-over',
        text: 'One moment',
        skill: 'billing',
        brief: 'Said {{ word }}',
        wait: '30m',
        to: { next: 'back', timeout: 'late', unavailable: 'late' },
      },
      back: { kind: 'say', text: 'Back', to: { next: 'ask' } },
      late: { kind: 'say', text: 'Nobody came', to: { next: 'ask' } },
    },
  },
  /** Abandoned after five minutes, taken up again within a day; has a menu. */
  left: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    idle: [{ after: '5m', abandon: true }],
    menu: [{ id: 'stop', label: 'Stop {{ word }}', to: 'bye' }],
    resume: { within: '1d', text: 'Welcome back' },
    nodes: {
      ask: { kind: 'ask', text: 'Ask {{ word }}', answer: { type: 'text' }, variable: 'word', to: { next: 'ask' } },
      bye: { kind: 'end', text: 'Bye' },
    },
  },
  /** A sensitive answer that goes everywhere: into an awaited action, a queued one and a hand-over. */
  secret: {
    start: 'ask',
    variables: { word: { type: 'text', sensitive: true } },
    nodes: {
      ask: { kind: 'ask', text: 'Card', answer: { type: 'text' }, variable: 'word', to: { next: 'check' } },
      check: { kind: 'action', action: 'track', input: { word: 'word' }, to: { success: 'send', error: 'send' } },
      send: {
        kind: 'action',
        action: 'track',
        mode: 'queue',
        input: { word: 'word', kind: '"card"' },
        to: { next: 'help' },
      },
      help: {
        kind: 'hand-over',
        text: 'One moment',
        skill: 'about {{ word }}',
        brief: 'Said {{ word }}',
        to: { next: 'ask', unavailable: 'ask' },
      },
    },
  },
  /** A reminder after five minutes of silence, the end ten minutes later. */
  idle: {
    start: 'ask',
    variables: { word: { type: 'text' } },
    idle: [
      { after: '5m', remind: 'Still there?' },
      { after: '10m', abandon: true },
    ],
    nodes: {
      ask: { kind: 'ask', text: 'Ask', answer: { type: 'text' }, variable: 'word', to: { next: 'ask' } },
    },
  },
} as const

export type TestFlow = keyof typeof flows

/** `greeting` makes a second version that differs from the first in what the flow `echo` asks. */
export function testBuild(greeting = 'Say'): SolutionSource {
  const texts = {
    ...flows,
    echo: { ...flows.echo, nodes: { ask: { ...flows.echo.nodes.ask, text: `${greeting} {{ word }}` } } },
  }
  return {
    name: 'test',
    start: 'echo',
    actions: { track: { outcomes: ['success', 'error'] } },
    flows: Object.fromEntries(
      Object.entries(texts).map(([name, flow]) => [
        name,
        { file: `flows/${name}.flow.json`, text: JSON.stringify({ format: 1, ...flow }) },
      ]),
    ),
  }
}

export function readTestProgram(build: unknown): Program {
  const { program, problems } = compile(build as SolutionSource)
  if (program === null) throw new Error(`the test build has problems: ${JSON.stringify(problems)}`)
  return program
}

export const success: ActionResult = { outcome: 'success', outputs: {} }

/** A log that keeps what it was told. */
export interface KeptLog extends Log {
  readonly lines: readonly { readonly level: string; readonly text: string; readonly fields: unknown }[]
}

export function createKeptLog(): KeptLog {
  const lines: KeptLog['lines'][number][] = []
  const keep = (level: string) => (fields: unknown, text: string) => void lines.push({ level, text, fields })
  return { lines, debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') }
}

export interface TestNodeOptions {
  readonly databaseUrl: string
  readonly dataKeys?: DataKeys
  readonly node?: string
  readonly limits?: Partial<Limits>
  readonly log?: Log
  readonly now?: () => number
  readonly keep?: Ports['keep']
  readonly deleteProfile?: Ports['deleteProfile']
  readonly lookUpProfile?: Ports['lookUpProfile']
  readonly readProgram?: Ports['readProgram']
  readonly runAction?: (call: ActionCall, attempt: Attempt) => Promise<ActionEnd>
}

/** One runtime node that runs the test flows, version 1 of solution `test` deployed to `sandbox`. */
export async function createTestNode(options: TestNodeOptions): Promise<Runtime> {
  const { now, databaseUrl, node, limits, log = createKeptLog() } = options
  const runtime = await createRuntime({
    databaseUrl,
    ...(node !== undefined && { node }),
    poolSize: 4,
    ...(options.dataKeys !== undefined && { dataKeys: options.dataKeys }),
    limits: { leaseMs: 1000, pollMs: 20, ...limits },
    ports: {
      log,
      readProgram: options.readProgram ?? readTestProgram,
      runAction: options.runAction ?? (async () => success),
      ...(options.keep !== undefined && { keep: options.keep }),
      ...(options.deleteProfile !== undefined && { deleteProfile: options.deleteProfile }),
      ...(options.lookUpProfile !== undefined && { lookUpProfile: options.lookUpProfile }),
      ...(now !== undefined && { now }),
    },
  })
  if ((await runtime.versions.current('test', 'sandbox')) === null) {
    const { version } = await runtime.versions.put('test', testBuild())
    await runtime.versions.deploy('test', 'sandbox', version)
  }
  return runtime
}

export function startInput(flow: TestFlow, contact: StartInput['contact'] = {}): StartInput {
  return { solution: 'test', environment: 'sandbox', flow, contact, variables: {}, page: null, channel: 'web' }
}

/** What the bot said, one text after the other. */
export function textsOf(answer: Pick<Answer, 'messages'>): readonly string[] {
  return answer.messages.map((message) => message.content.text)
}

/** Resolves once `look` gives something; looks again as soon as the event loop allows. The test's time limit ends it. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Fills a template database: migrated, the test solution deployed. */
export async function prepareTestDatabase(databaseUrl: string): Promise<void> {
  const runtime = await createTestNode({ databaseUrl })
  await runtime.close()
}
