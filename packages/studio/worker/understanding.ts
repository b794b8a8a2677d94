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
  languagesIn,
  languagesNamed,
  type NluContent,
  readModel,
  readNlu,
  type StoredVectors,
  unpackModel,
  VectorTable,
  type WordLanguage,
  WordVectors,
} from '@parley/nlu/intents'
import type { withMentions } from './mentions.ts'

interface WordFile {
  readonly default: StoredVectors
}

/** Each is a part of its own of the worker. */
function loadWords(language: WordLanguage): Promise<WordFile> {
  switch (language) {
    case 'en':
      return import('@parley/nlu/words/en.json', { with: { type: 'json' } })
    case 'de':
      return import('@parley/nlu/words/de.json', { with: { type: 'json' } })
    case 'es':
      return import('@parley/nlu/words/es.json', { with: { type: 'json' } })
    case 'fr':
      return import('@parley/nlu/words/fr.json', { with: { type: 'json' } })
    case 'it':
      return import('@parley/nlu/words/it.json', { with: { type: 'json' } })
    case 'ja':
      return import('@parley/nlu/words/ja.json', { with: { type: 'json' } })
    case 'ko':
      return import('@parley/nlu/words/ko.json', { with: { type: 'json' } })
    case 'nl':
      return import('@parley/nlu/words/nl.json', { with: { type: 'json' } })
    case 'pt':
      return import('@parley/nlu/words/pt.json', { with: { type: 'json' } })
    case 'zh':
      return import('@parley/nlu/words/zh.json', { with: { type: 'json' } })
  }
}

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
  readonly #tables = new Map<WordLanguage, VectorTable>()
  readonly #lacking = new Set<WordLanguage>()
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

  /** What is known of words that these examples may be made of; `null`: not loaded yet. UN1 */
  vectorsFor(intents: NluContent['intents']): WordVectors | null {
    return this.#vectorsOf(languagesIn(Object.values(intents).flat()))
  }

  /** Of what was read last. */
  get recognizer(): Recognizer {
    this.#recognizer ??= this.#recognizerOf(this.#read.nlu)
    return this.#recognizer
  }

  /** Whether something was understood without its entities, or learned without vectors, since it was last {@link complete}. UN1 */
  get isPartial(): boolean {
    return this.#isPartial || this.#lacking.size > 0
  }

  async complete(): Promise<void> {
    const lacking = [...this.#lacking]
    // What could not be loaded is asked for again by whoever needs it.
    this.#isPartial = false
    this.#lacking.clear()
    try {
      this.#mentions ??= (await import('./mentions.ts')).withMentions
      const files = await Promise.all(lacking.map(loadWords))
      for (const [at, language] of lacking.entries())
        this.#tables.set(language, new VectorTable((files[at] as WordFile).default))
    } catch (cause) {
      const reason = 'What is needed to understand sentences could not be loaded. Check the connection, then try again.'
      throw new Error(reason, { cause })
    }
  }

  #vectorsOf(languages: readonly WordLanguage[]): WordVectors | null {
    const tables = languages.flatMap((language) => this.#tables.get(language) ?? [])
    if (tables.length === languages.length) return new WordVectors(tables)
    for (const language of languages) if (!this.#tables.has(language)) this.#lacking.add(language)
    return null
  }

  /** Made when it is first asked: most edits never do. */
  #recognizerOf(nlu: NluContent | null): Recognizer {
    const learned = this.#learned
    let languages: readonly WordLanguage[] | null = null
    let whole: Recognizer | null = null
    return {
      recognize: (...said) => {
        if (whole !== null) return whole.recognize(...said)
        languages ??= learned.intents === null ? [] : languagesNamed(learned.intents)
        const vectors = this.#vectorsOf(languages)
        if (this.#mentions === null) this.#isPartial = true
        if (this.#mentions === null || vectors === null) return phrasesOf(nlu).recognize(...said)
        whole = this.#mentions(meaningOf(nlu, learned, vectors), nlu, learned.entities)
        return whole.recognize(...said)
      },
    }
  }
}

function meaningOf(nlu: NluContent | null, { intents }: Learned, vectors: WordVectors): Recognizer {
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
