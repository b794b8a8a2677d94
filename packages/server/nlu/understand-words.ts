import { createSolutionBroker, type SolutionBroker } from '@parley/actions/host'
import type { UnderstandingSettings } from '@parley/actions/understanding'
import type { Intents } from '@parley/flow'
import type { UnderstandWords, Versions, WordsAsked } from '@parley/runtime'
import type { Registry } from 'prom-client'
import { readBuild, type SolutionBuild } from '../solution/build.ts'
import { readSecrets } from '../solution/secrets.ts'
import { createEngineSend } from './engine-send.ts'
import { createEngines, type EnginePlace } from './engines.ts'

/** Places whose way out is kept: a version in an environment. */
const mostPlaces = 32

interface Kept {
  readonly place: EnginePlace
  readonly broker: SolutionBroker
}

/** The runtime's port to the engines: whose settings count, and the way there. */
export function createUnderstandWords(parts: {
  readonly versions: () => Pick<Versions, 'load'>
  readonly openedAddresses: readonly string[]
  readonly registry: Registry
  readonly now: () => number
}): UnderstandWords & {
  /** Told of every build whose program is loaded. */
  met(build: SolutionBuild): void
  close(): Promise<void>
} {
  const engines = createEngines({ registry: parts.registry, now: parts.now })
  const kept = new Map<string, Promise<Kept | null>>()
  let isOn = false

  async function open({ solution, environment, version }: WordsAsked): Promise<Kept | null> {
    const build = readBuild(await parts.versions().load(version))
    const { understanding, nlu } = build
    if (understanding === undefined || nlu === undefined) return null
    return keptOf({ solution, environment }, understanding, nlu.intents, {
      egress: build.egress,
      secrets: readSecrets(build, environment).values,
      openedAddresses: parts.openedAddresses,
    })
  }

  function keptAt(key: string, words: WordsAsked): Promise<Kept | null> {
    const opening = kept.get(key) ?? open(words)
    kept.delete(key)
    kept.set(key, opening)
    opening.catch(() => kept.delete(key))
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
      const found = await keptAt(key, words)
      return found === null ? null : engines.guess(key, found.place, words)
    },
    async close() {
      const opened = await Promise.allSettled(kept.values())
      kept.clear()
      await Promise.all(opened.map((each) => (each.status === 'fulfilled' ? each.value?.broker.close() : undefined)))
    },
  }
}

function keptOf(
  where: Pick<EnginePlace, 'solution' | 'environment'>,
  settings: UnderstandingSettings,
  intents: Intents,
  options: Parameters<typeof createSolutionBroker>[0],
): Kept {
  const broker = createSolutionBroker(options)
  // Without a value the service refuses, which is counted.
  const send = createEngineSend(broker, settings, (name) => broker.placeholder(name) ?? '')
  return { broker, place: { ...where, settings, intents, send } }
}
