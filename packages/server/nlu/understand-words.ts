import { createSolutionBroker, type SolutionBroker } from '@parley/actions/host'
import type { Log, UnderstandWords, Versions, WordsAsked } from '@parley/runtime'
import type { Registry } from 'prom-client'
import { readBuild, type SolutionBuild } from '../solution/build.ts'
import { readSecrets } from '../solution/secrets.ts'
import { createEngineSend } from './engine-send.ts'
import { createEngines, type OpenEngine } from './engines.ts'

/** Places, each a version in an environment, whose engine is kept with the way to it. */
const mostPlaces = 32
/** Places of which it is remembered that they ask nobody. */
const mostSilent = 1000

interface Kept {
  readonly engine: OpenEngine
  readonly broker: SolutionBroker
}

/** The runtime's port to the engines: whose settings count, and the way there. */
export function createUnderstandWords(parts: {
  readonly versions: () => Pick<Versions, 'load'>
  readonly openedAddresses: readonly string[]
  readonly registry: Registry
  readonly log: Pick<Log, 'warn'>
  readonly now: () => number
}): UnderstandWords & {
  /** Told of every build whose program is loaded. */
  met(build: SolutionBuild): void
  close(): Promise<void>
} {
  const engines = createEngines(parts)
  /** Whose turn was longest ago comes first. */
  const kept = new Map<string, Promise<Kept | null>>()
  const silent = new Set<string>()
  let isOn = false

  async function open({ solution, environment, version }: WordsAsked): Promise<Kept | null> {
    const build = readBuild(await parts.versions().load(version))
    const { understanding: settings, nlu, egress } = build
    if (settings === undefined || nlu === undefined) return null
    const secrets = readSecrets(build, environment).values
    const broker = createSolutionBroker({ egress, secrets, openedAddresses: parts.openedAddresses })
    // Without a value the service refuses, which is counted.
    const send = createEngineSend(broker, settings, (name) => broker.placeholder(name) ?? '')
    return { broker, engine: engines.open({ solution, environment, settings, intents: nlu.intents, send }) }
  }

  function begin(key: string, words: WordsAsked): Promise<Kept | null> {
    const opening = open(words)
    const forget = () => {
      if (kept.get(key) === opening) kept.delete(key)
    }
    opening.then((found) => {
      if (found !== null) return
      forget()
      if (silent.size >= mostSilent) silent.clear()
      silent.add(key)
    }, forget)
    return opening
  }

  function keptAt(key: string, words: WordsAsked): Promise<Kept | null> {
    const opening = kept.get(key) ?? begin(key, words)
    kept.delete(key)
    kept.set(key, opening)
    const [oldest] = kept.keys()
    if (kept.size > mostPlaces && oldest !== undefined) {
      const gone = kept.get(oldest)
      kept.delete(oldest)
      // What is under way there ends by itself.
      void gone?.then((it) => it?.broker.close()).catch(() => {})
    }
    return opening
  }

  return {
    isOn: () => isOn,
    met(build) {
      if (build.understanding !== undefined) isOn = true
    },
    async ask(words) {
      const key = `${words.environment} ${words.version}`
      if (silent.has(key)) return null
      const found = await keptAt(key, words)
      return found === null ? null : found.engine.guess(words)
    },
    async close() {
      const opened = await Promise.allSettled(kept.values())
      kept.clear()
      await Promise.all(opened.map((each) => (each.status === 'fulfilled' ? each.value?.broker.close() : undefined)))
    },
  }
}
