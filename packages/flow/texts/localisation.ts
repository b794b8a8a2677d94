/**
 * The texts of a solution in all its languages while it is compiled. It keeps nothing of the flows: what it finds for a
 * node is in that node's `PartTexts`, so that a node which has not changed need not be looked at again.
 *
 * Owns which translation a text has in which language, and what is wrong with the translations: missing, meant for nothing,
 * not Liquid, without a variable of the original. What a text may name is the flow's concern.
 *
 * FW3 a text without translations stays as it is and costs nothing more
 * FW4 a text is missing in a language when neither the language nor its fallbacks have it
 * FW5 a translation sees what its original sees
 */
import { createLanguages, type Languages } from '../language.ts'
import { dotted, type Path } from '../path.ts'
import type { Problem } from '../problem.ts'
import { type ProblemCode, problemCodes } from '../problem-code.ts'
import type { SolutionSource } from '../source.ts'
import { compileTemplate, type Template, type Text, type TextForm } from '../template.ts'
import { missingWords, type WordsSource } from '../words/words.ts'
import { LeftTexts } from './left-texts.ts'
import { ownWords } from './own-words.ts'
import { readStated } from './stated.ts'
import { type Entry, flowItself, type TextsFile, wordsKey } from './texts-file.ts'

/** Where a text of a flow stands. */
export interface Address {
  readonly flow: string
  /** `null`: of the flow itself. */
  readonly node: string | null
  /** As texts files name it inside the node. */
  readonly key: string
  /** As they named it before, where that is another name; it counts as well. */
  readonly former?: string
}

/** A text as a flow file has it. */
export interface Original extends Address {
  readonly text: string
  /** `read`: people read it, so it must be there in every language; `typed`: people may type it; `address`: neither. */
  readonly use: 'read' | 'typed' | 'address'
}

/** Takes what is wrong with a translation; its path means nothing, it is the place of the translation that counts. */
export interface Finds {
  add(code: ProblemCode, path: Path, reason: string, repair: string, inText?: number | null): void
}

/** What was found for the texts of one node, or of the flow itself. */
export interface PartTexts {
  /** Every text met. */
  readonly originals: Original[]
  readonly problems: Problem[]
  /** The translations that are meant for something here. */
  readonly used: Entry[]
  /** Texts that are not there, by language. */
  readonly missing: { readonly language: string; readonly original: Original }[]
}

export function noTexts(): PartTexts {
  return { originals: [], problems: [], used: [], missing: [] }
}

/** A flow, compiled. */
export interface FlowParts {
  readonly name: string
  /** Ids of all nodes. */
  readonly nodes: readonly string[]
  /** Whether the node could be read. */
  isRead(node: string): boolean
  readonly texts: Iterable<PartTexts>
}

export class Localisation {
  readonly languages: Languages
  /** What is wrong whatever the flows say. */
  readonly problems: readonly Problem[]
  readonly #files: ReadonlyMap<string, TextsFile>
  readonly #strict: boolean
  readonly #fallbacks: { readonly [language: string]: readonly string[] }

  constructor(source: SolutionSource) {
    this.#strict = source.strictTexts === true
    const problems: Problem[] = []
    const { own, files, fallbacks } = readStated(source, (...problem) => problems.push(this.#problem(...problem)))
    for (const file of files.values()) problems.push(...file.problems)
    this.#files = files
    this.#fallbacks = fallbacks
    const words = ownWords(this.#files, (file, entry, word) =>
      this.#finds(file, entry, { field: `${wordsKey}.${word}` }, problems),
    )
    this.languages = createLanguages({
      own,
      stated: source.language !== undefined || this.#files.size > 0,
      translated: [...this.#files.keys()].filter((language) => language !== own),
      fallbacks: this.#fallbacks,
      words,
    })
    problems.push(...this.#missingWords(words))
    this.problems = problems
  }

  /** The text in every language, for `render` to choose from. `uses` checks what a translation names. FW3 */
  text(
    original: Original,
    template: Template & { readonly sensitive: boolean },
    form: TextForm,
    part: PartTexts,
    uses: (translation: Template, text: string, finds: Finds) => boolean,
  ): Text {
    const { own } = this.languages
    part.originals.push(original)
    const translations = this.#translations(original, template, form, part, uses)
    if (translations.size === 0) return { ...template, languageFor: () => own }
    const sensitive = template.sensitive || [...translations.values()].some((each) => each.sensitive)
    const chosen = new Map<string, Translation>()
    for (const language of this.languages.all) {
      const found = this.languages.chain(language).find((each) => each === own || translations.has(each))
      const translation = translations.get(found ?? own)
      if (translation !== undefined) chosen.set(language, translation)
    }
    return {
      uses: template.uses,
      sensitive,
      languageFor: (wanted) => chosen.get(wanted)?.language ?? own,
      render: (scope) => (chosen.get(scope.language)?.template ?? template).render(scope),
    }
  }

  /** Words that people may type, of all languages: whoever speaks two types either. */
  synonyms(address: Address, own: readonly string[], part: PartTexts): readonly string[] {
    if (own.length > 0) part.originals.push({ ...address, text: own.join(', '), use: 'typed' })
    const translated = [...this.wordings(address, part).values()].flatMap((text) => text.split(/[,;|、，؛،\n]/))
    return [...own, ...translated.map((word) => word.trim()).filter((word) => word !== '')]
  }

  /** The words there in each language that has them, as they are written. */
  wordings(address: Address, part: PartTexts): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    for (const [language, file] of this.#files) {
      const entry = language === this.languages.own ? undefined : this.#entry(file, address)
      if (entry === undefined) continue
      part.used.push(entry)
      found.set(language, entry.text)
    }
    return found
  }

  /** What is wrong with the translations of the flows that can be read: missing ones, and such that are meant for nothing. */
  check(flows: readonly FlowParts[], names: readonly string[]): readonly Problem[] {
    const problems: Problem[] = []
    const left = new LeftTexts((...problem) => problems.push(this.#problem(...problem)))
    for (const flow of flows) {
      for (const part of flow.texts) problems.push(...part.problems)
      problems.push(...this.#missingOf(flow))
      for (const file of this.#files.values()) left.inFlow(file, flow, file.language === this.languages.own)
    }
    for (const file of this.#files.values()) left.ofFlows(file, names)
    return problems
  }

  #entry(file: TextsFile, { flow, node, key, former }: Address): Entry | undefined {
    const texts = file.flows.get(flow)?.nodes.get(node ?? flowItself)?.texts
    return texts?.get(key) ?? texts?.get(`${key}.label`) ?? (former === undefined ? undefined : texts?.get(former))
  }

  #translations(
    original: Original,
    template: Template,
    form: TextForm,
    part: PartTexts,
    uses: (translation: Template, text: string, finds: Finds) => boolean,
  ): ReadonlyMap<string, Translation> {
    const { flow, node, key } = original
    const found = new Map<string, Translation>()
    const there = new Set<string>()
    for (const [language, file] of this.#files) {
      if (language === this.languages.own) continue
      const entry = this.#entry(file, original)
      if (entry === undefined) continue
      there.add(language)
      part.used.push(entry)
      const finds = this.#finds(file, entry, { flow, ...(node === null ? {} : { node }), field: key }, part.problems)
      const read = compileTemplate(entry.text, form, language)
      if ('reason' in read) {
        finds.add('text-syntax', [], `This text is not Liquid: ${read.reason}.`, read.repair, read.at)
        continue
      }
      const sensitive = uses(read, entry.text, finds) // FW5
      if (original.use === 'read') checkLost(template, read, finds)
      found.set(language, { language, template: read, sensitive })
    }
    if (original.use === 'read' && hasWords(original.text)) this.#noteMissing(original, there, part)
    return found
  }

  /** FW4 */
  #noteMissing(original: Original, there: ReadonlySet<string>, part: PartTexts): void {
    const { own } = this.languages
    for (const [language, file] of this.#files) {
      if (language === own || this.#fallbacks[language]?.includes(own)) continue
      // What a file that cannot be read would have is not known.
      if (file.problems.length > 0 || this.languages.chain(language).some((each) => there.has(each))) continue
      part.missing.push({ language, original })
    }
  }

  #missingOf({ name: flow, texts }: FlowParts): readonly Problem[] {
    const byLanguage = new Map<string, Original[]>()
    for (const { missing } of texts)
      for (const { language, original } of missing) {
        const known = byLanguage.get(language)
        if (known === undefined) byLanguage.set(language, [original])
        else known.push(original)
      }
    return [...byLanguage].flatMap(([language, missing]) => {
      const file = this.#files.get(language)
      return file === undefined ? [] : this.#missingIn(flow, file, missing)
    })
  }

  #missingIn(flow: string, file: TextsFile, missing: readonly Original[]): readonly Problem[] {
    const { language } = file
    const said = `it would be said in ${this.languages.own}`
    // A flow that nobody has translated yet is one thing to do.
    if (missing.length > 1 && !file.flows.has(flow)) {
      const reason = `None of the flow's ${missing.length} texts is there in ${language}; ${said}.`
      const repair = `Write them in ${file.file}, or let translators: parley texts export --language ${language}.`
      return [this.#problem('missing-text', { file: file.file, flow }, reason, repair)]
    }
    return missing.map(({ node, key }) => {
      const position = file.flows.get(flow)?.nodes.get(node ?? flowItself)?.position
      const place = { file: file.file, flow, ...(node === null ? {} : { node }), field: key, ...position }
      const repair = `Write it in ${file.file} under ${flow}: ${node ?? flowItself}: ${key}.`
      return this.#problem('missing-text', place, `The text is not there in ${language}; ${said}.`, repair)
    })
  }

  /** The platform speaks the languages of its own words; in another one it needs the solution's. */
  #missingWords(own: { readonly [language: string]: WordsSource }): readonly Problem[] {
    return [...this.#files].flatMap(([language, { file }]) => {
      if (this.#fallbacks[language]?.includes(this.languages.own)) return []
      const missing = missingWords(language, this.languages.chain(language), own)
      if (missing.length === 0) return []
      const some = missing.slice(0, 3).join(', ')
      const reason = `What the platform itself says is not there in ${language}: ${missing.length} words, ${some} and so on.`
      const repair = `Write them in ${file} under ${wordsKey}; "parley texts export" lists them.`
      return [this.#problem('missing-text', { file, field: wordsKey }, reason, repair)]
    })
  }

  #finds(file: TextsFile, entry: Entry, where: Problem['place'], problems: Problem[]): Finds {
    return {
      add: (code, _path, reason, repair, inText = null) => {
        const position = inText === null ? entry.position : entry.positionAt(inText)
        problems.push(this.#problem(code, { file: file.file, ...where, ...position }, reason, repair))
      },
    }
  }

  #problem(code: ProblemCode, place: Problem['place'], reason: string, repair: string): Problem {
    const severity = code === 'missing-text' && this.#strict ? 'error' : problemCodes[code]
    return { code, severity, place, reason, repair }
  }
}

interface Translation {
  readonly language: string
  readonly template: Template
  readonly sensitive: boolean
}

/** Whether there is anything to translate: letters outside of Liquid and addresses. */
export function hasWords(text: string): boolean {
  return /\p{L}/u.test(text.replace(/\{\{.*?\}\}|\{%.*?%\}|\]\([^()\s]*\)|https?:\/\/\S+/gs, ''))
}

/** Variables of the original that the translation does not show. */
function lostUses(original: Template, translation: Template): readonly string[] {
  const kept = new Set(translation.uses.map(dotted))
  return [...new Set(original.uses.map(dotted))].filter((use) => !kept.has(use))
}

function checkLost(original: Template, translation: Template, finds: Finds): void {
  for (const use of lostUses(original, translation)) {
    const reason = `The original shows "${use}", and the translation does not.`
    finds.add('lost-variable', [], reason, `Put {{ ${use} }} into the translation, unless it is left out on purpose.`)
  }
}
