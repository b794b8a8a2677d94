/**
 * What people mean and mention, told as a server tells it that runs the same files.
 *
 * Owns what the files in `nlu/` say, what was learned of them, and the recognizer made of both, which is the same one as long as neither
 * changes. Entities, places and word vectors are large: those parts of the worker come when a sentence has to be understood, or something
 * learned, for the first time.
 *
 * UN1 an answer for which a sentence was understood, or something learned, without those parts is none: see {@link Understanding.isPartial}
 */
import { createPhraseMatcher, type Recognizer } from '@parley/flow'
import {
  createRecognizer,
  isNluPath,
  type NluContent,
  readModel,
  readNlu,
  unpackModel,
  type WordVectors,
} from '@parley/nlu/intents'
import type { withMentions } from './mentions.ts'

type Read = ReturnType<typeof readNlu>

/** `entities`: what was learned of marked examples. */
type Learned = ReturnType<typeof unpackModel>

const nothingLearned: Learned = { intents: null, entities: null }

export class Understanding {
  #files: ReadonlyMap<string, string> = new Map()
  #read: Read = { nlu: null, problems: [] }
  #learned = nothingLearned
  #recognizer: Recognizer | null = null
  #mentions: typeof withMentions | null = null
  #vectors: WordVectors | null = null
  #lacksVectors = false
  #isPartial = false

  /** What the files of the solution say, and what is wrong with them. */
  read(texts: ReadonlyMap<string, string>): Read {
    const files = new Map([...texts].filter(([path]) => isNluPath(path)))
    if (!isSame(files, this.#files)) {
      this.#files = files
      this.#read = files.size === 0 ? { nlu: null, problems: [] } : readNlu(Object.fromEntries(files))
      this.#recognizer = null
    }
    return this.#read
  }

  /** @throws NluError when it is no model */
  learn(model: Uint8Array | null): void {
    this.#learned = model === null ? nothingLearned : unpackModel(model)
    this.#recognizer = null
  }

  get hasLearned(): boolean {
    return this.#learned.intents !== null
  }

  /** What is known of words that no example has; `null`: not loaded yet. UN1 */
  get vectors(): WordVectors | null {
    if (this.#vectors === null) this.#lacksVectors = true
    return this.#vectors
  }

  /** Of what was read last. */
  get recognizer(): Recognizer {
    this.#recognizer ??= this.#recognizerOf(this.#read.nlu)
    return this.#recognizer
  }

  /** Whether something was understood without its entities, or learned without vectors, since it was last {@link complete}. UN1 */
  get isPartial(): boolean {
    return this.#isPartial || this.#lacksVectors
  }

  async complete(): Promise<void> {
    try {
      this.#mentions ??= (await import('./mentions.ts')).withMentions
      if (this.#lacksVectors || this.hasLearned)
        this.#vectors ??= (await import('@parley/nlu/word-vectors')).englishVectors()
    } catch (cause) {
      const reason = 'What is needed to understand sentences could not be loaded. Check the connection, then try again.'
      throw new Error(reason, { cause })
    }
    this.#isPartial = false
    this.#lacksVectors = false
  }

  /** Made when it is first asked: most edits never do. */
  #recognizerOf(nlu: NluContent | null): Recognizer {
    const learned = this.#learned
    let whole: Recognizer | null = null
    return {
      recognize: (...said) => {
        const vectors = learned.intents === null ? null : this.vectors
        if (this.#mentions === null) this.#isPartial = true
        if (this.#mentions === null || (learned.intents !== null && vectors === null))
          return phrasesOf(nlu).recognize(...said)
        whole ??= this.#mentions(meaningOf(nlu, learned, vectors), nlu, learned.entities)
        return whole.recognize(...said)
      },
    }
  }
}

function meaningOf(nlu: NluContent | null, { intents }: Learned, vectors: WordVectors | null): Recognizer {
  if (intents === null) return phrasesOf(nlu)
  return createRecognizer(
    readModel(intents, () => vectors),
    nlu?.leastConfidence ?? undefined,
  )
}

function phrasesOf(nlu: NluContent | null): Recognizer {
  return createPhraseMatcher(nlu?.intents ?? {}, nlu?.leastConfidence ?? undefined)
}

const isSame = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean =>
  one.size === other.size && [...one].every(([path, text]) => other.get(path) === text)
