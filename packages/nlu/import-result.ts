import { definitionOf, entityIn, type Gathered } from './files/file-part.ts'
import { intentForm, longestExample, type Mark, type MarkedText, mostExamples, reservedIntent } from './nlu-content.ts'
import { saidIn } from './said-in.ts'
import type { WrittenIntent, WrittenNlu } from './write-nlu.ts'

/** Something that could not be taken. */
export interface Lost {
  /** File, row or name in what was given. */
  readonly where: string
  readonly reason: string
}

export interface Imported {
  /** One per language; that of the solution is `''` where the source does not say. */
  readonly files: readonly WrittenNlu[]
  readonly lost: readonly Lost[]
  /** Names that had to be changed, old to new. */
  readonly renamed: ReadonlyMap<string, string>
}

const mostLost = 200

interface ImportedIntent {
  readonly examples: MarkedText[]
  readonly seen: Set<string>
  label?: string
  answer?: string
  note?: string
}

/** Of one language. */
interface Part extends Pick<Gathered, 'entities' | 'synonyms'> {
  readonly intents: Map<string, ImportedIntent>
}

/** Gathers what an importer finds, under names that a solution may have, within its limits. */
export class Importing {
  readonly #parts = new Map<string, Part>()
  readonly #lost: Lost[] = []
  readonly #names = new Map<string, string>()
  readonly #taken = new Set<string>()
  #examples = 0
  #more = 0
  threshold: number | undefined

  lose(where: string, reason: string): void {
    if (this.#lost.length < mostLost) this.#lost.push({ where, reason })
    else this.#more++
  }

  example(language: string, intent: string, { text, marks }: MarkedText, where: string): void {
    if (saidIn(text) === 'nothing') {
      this.lose(where, text === '' ? 'An example is empty.' : `"${text.slice(0, 60)}" has no word in it.`)
      return
    }
    if (text.length > longestExample) {
      this.lose(where, `An example has ${text.length} characters; it may have ${longestExample}.`)
      return
    }
    if (this.#examples >= mostExamples) {
      this.lose(where, `There are more than ${mostExamples} examples.`)
      return
    }
    const known = this.#intent(language, intent)
    const key = JSON.stringify([text, marks])
    if (known.seen.has(key)) return
    known.seen.add(key)
    known.examples.push({ text, marks })
    this.#examples++
  }

  intent(
    language: string,
    name: string,
    told: { readonly label?: string; readonly answer?: string; readonly note?: string },
  ) {
    Object.assign(this.#intent(language, name), told)
  }

  /** Beside the examples, in whichever language they are. */
  note(name: string, note: string): void {
    const id = this.nameOf(name)
    for (const { intents } of this.#parts.values()) {
      const intent = intents.get(id)
      if (intent === undefined) continue
      intent.note = note
      return
    }
  }

  value(language: string, entity: string, value: string, words: readonly string[]): void {
    const { values } = entityIn(this.#part(language), entity)
    const known = values.get(value) ?? []
    values.set(value, known)
    for (const word of words) if (word !== value && word !== '' && !known.includes(word)) known.push(word)
  }

  pattern(language: string, entity: string, pattern: string): void {
    entityIn(this.#part(language), entity).patterns.push(pattern)
  }

  /** An entity that is learned from marks, so far. */
  entity(language: string, entity: string): void {
    entityIn(this.#part(language), entity)
  }

  synonyms(language: string, value: string, words: readonly string[]): void {
    const { synonyms } = this.#part(language)
    const known = synonyms.get(value) ?? []
    synonyms.set(value, known)
    for (const word of words) if (word !== '' && !known.includes(word)) known.push(word)
  }

  done(comment: string): Imported {
    const lost = this.#more === 0 ? this.#lost : [...this.#lost, { where: '', reason: `${this.#more} more were lost.` }]
    const files = [...this.#parts].map(([language, { intents, entities, synonyms }], index): WrittenNlu => {
      const written = [...intents].map(([name, { seen, ...intent }]): [string, WrittenIntent] => [name, intent])
      const defined = [...entities].map(([name, parts]) => [name, definitionOf(parts)] as const)
      return {
        language,
        intents: new Map(written),
        ...(entities.size === 0 ? {} : { entities: new Map(defined) }),
        ...(synonyms.size === 0 ? {} : { synonyms }),
        ...(this.threshold === undefined || index > 0 ? {} : { threshold: this.threshold }),
        comment,
      }
    })
    const renamed = new Map([...this.#names].filter(([from, to]) => from !== to))
    return { files, lost, renamed }
  }

  /** Theirs where it can be: letters, digits, "_", "-" and ".". */
  nameOf(name: string): string {
    const known = this.#names.get(name)
    if (known !== undefined) return known
    let id = name
    if (!intentForm.test(name) || name === reservedIntent || this.#taken.has(name)) {
      const words = name
        .normalize('NFKD')
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/\//g, '.')
        .replace(/[^A-Za-z0-9_.-]+/g, '_')
        .replace(/^[_.-]+|[_.-]+$/g, '')
        .slice(0, 55)
      const base = intentForm.test(words) && words !== reservedIntent ? words : `intent_${words}`.replace(/_$/, '')
      id = base
      for (let more = 2; this.#taken.has(id); more++) id = `${base}_${more}`
    }
    this.#names.set(name, id)
    this.#taken.add(id)
    return id
  }

  #intent(language: string, name: string): ImportedIntent {
    const { intents } = this.#part(language)
    const id = this.nameOf(name)
    const known = intents.get(id)
    if (known !== undefined) return known
    const made: ImportedIntent = { examples: [], seen: new Set() }
    intents.set(id, made)
    return made
  }

  #part(language: string): Part {
    const known = this.#parts.get(language)
    if (known !== undefined) return known
    const made: Part = { intents: new Map(), entities: new Map(), synonyms: new Map() }
    this.#parts.set(language, made)
    return made
  }
}

/** A name of an entity as ours may be: `geo-city` stays, `@Größe 2` is `Grosse_2`. */
export function entityName(name: string): string {
  const words = name
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9_.-]+/g, '_')
    .replace(/^[^A-Za-z]+|[_.-]+$/g, '')
    .slice(0, 64)
  return words === '' ? 'entity' : words
}

/** A text out of pieces, some of them marked, without the spaces around it. */
export function joinPieces(
  pieces: readonly { readonly text: string; readonly mark?: Omit<Mark, 'start' | 'end'> }[],
): MarkedText {
  let text = ''
  const marks: Mark[] = []
  for (const { text: given, mark } of pieces) {
    const part = given.replace(/\s+/g, ' ')
    const start = text.length + part.length - part.trimStart().length
    text += part
    const end = text.trimEnd().length
    if (mark !== undefined && end > start) marks.push({ ...mark, start, end })
  }
  const cut = text.length - text.trimStart().length
  return { text: text.trim(), marks: marks.map((mark) => ({ ...mark, start: mark.start - cut, end: mark.end - cut })) }
}
