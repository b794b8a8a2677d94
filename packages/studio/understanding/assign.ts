/**
 * Sentences of the inbox as examples of an intent.
 *
 * The server is told first: of several people who decide at once one is heard, and only what was decided here is written. What cannot be
 * written is opened again, and so is what is taken back, so that no sentence is gone that is in no file.
 */
import type { InboxDecision, InboxSentence } from '../api.ts'
import type { Beside } from '../source/store.ts'
import {
  addExamples,
  changeExample,
  exampleOf,
  type NluFiles,
  readNluFiles,
  removeIntent,
  type ShownIntent,
} from './nlu-document.ts'
import type { NluEditing } from './use-nlu.ts'

/** A guess that is less sure says nothing. */
export const leastGuess = 0.1

/** What was written, so that it can be taken out again. */
export interface Assigned {
  readonly ids: readonly string[]
  /** Each as an example, in the order of `ids`. */
  readonly sources: readonly string[]
  readonly intent: string
  /** Examples that were not there before. */
  readonly added: readonly string[]
  /** The intent was begun with them. */
  readonly isBegun: boolean
}

/** The examples cannot be written: their file is broken, or nobody may edit it now. */
export class NotWritten extends Error {
  override readonly name = 'NotWritten'
}

type Editing = Pick<NluEditing, 'edit'>
type Decide = (decision: InboxDecision) => Promise<readonly string[]>

interface Desk {
  readonly editing: Editing
  readonly decide: Decide
  /** It was taken back like any step, and there is nothing left to put back. */
  readonly onUndone: (assigned: Assigned) => void
  /** A step was taken back or done again, and the server did not hear of it; the examples are again as it knows. */
  readonly onFailed: (error: unknown) => void
}

/** @throws NotWritten; whatever `decide` throws. Nothing was changed then. */
export async function assign(sentences: readonly InboxSentence[], intent: string, desk: Desk): Promise<Assigned> {
  const { editing, decide } = desk
  if (!canAssign(filesNow(editing), sentences, intent)) throw new NotWritten()
  const decided = new Set(await decide({ ids: sentences.map(({ id }) => id), decision: 'assigned', intent }))
  const own = sentences.filter(({ id }) => decided.has(id))
  const sources = own.map(({ text }) => exampleOf(text))
  const before = filesNow(editing)
  const wanted = intentIn(own.length === 0 ? before : addExamples(before, intent, sources), intent)
  const assigned: Assigned = {
    ids: own.map(({ id }) => id),
    sources,
    intent,
    added: without(sourcesOf(wanted), sourcesOf(intentIn(before, intent))),
    isBegun: intentIn(before, intent) === undefined,
  }
  if (own.length === 0) return assigned
  write(assigned, desk)
  if (!areExamples(filesNow(editing), intent, sources)) {
    await decide({ ids: assigned.ids, decision: 'open' })
    throw new NotWritten()
  }
  return assigned
}

/** Opens them again and takes out what was added with them. @throws whatever `decide` throws */
export async function putBack(assigned: Assigned, desk: Desk): Promise<void> {
  await desk.decide({ ids: assigned.ids, decision: 'open' })
  desk.editing.edit((files) => takeOut(files, assigned), {
    undone: () => inTurn(() => claim(assigned, desk), desk),
    redone: () => inTurn(() => reopen(assigned, desk), desk),
  })
}

function write(assigned: Assigned, desk: Desk): void {
  const beside: Beside = {
    undone: () => inTurn(() => reopen(assigned, desk), desk),
    redone: () => inTurn(() => claim(assigned, desk), desk),
  }
  desk.editing.edit((files) => addExamples(files, assigned.intent, assigned.sources), beside)
}

/** The server hears of steps in the order in which they were taken: what is heard last counts. */
let turn: Promise<void> = Promise.resolve()

function inTurn(tell: () => Promise<void>, { onFailed }: Desk): void {
  turn = turn.then(tell).catch(onFailed)
}

/** Their examples are out of the file. */
async function reopen(assigned: Assigned, desk: Desk): Promise<void> {
  desk.onUndone(assigned)
  try {
    await desk.decide({ ids: assigned.ids, decision: 'open' })
  } catch (error) {
    write(assigned, desk)
    throw error
  }
}

/** Their examples are in the file again; of those that somebody else decided about since they go. */
async function claim(assigned: Assigned, { editing, decide }: Desk): Promise<void> {
  const { ids, sources, intent, added } = assigned
  let heard: ReadonlySet<string> = new Set()
  try {
    heard = new Set(await decide({ ids, decision: 'assigned', intent }))
  } finally {
    const own = new Set(sources.filter((_, at) => heard.has(ids[at] ?? '')))
    const late = added.filter((source) => !own.has(source))
    if (late.length > 0) editing.edit((files) => takeOut(files, { ...assigned, added: late }))
  }
}

/** Whether these would be examples if they were added now. */
export function canAssign(files: NluFiles, sentences: readonly InboxSentence[], intent: string): boolean {
  const sources = sentences.map(({ text }) => exampleOf(text))
  return areExamples(addExamples(files, intent, sources), intent, sources)
}

/** Without what was added; what somebody else made of it since stays. */
export function takeOut(files: NluFiles, { intent, added, isBegun }: Assigned): NluFiles {
  const left = added.reduce<NluFiles>((all, source) => {
    const example = intentIn(all, intent)?.examples.findLast((each) => each.source === source)
    return example === undefined ? all : changeExample(all, intent, example, null)
  }, files)
  return isBegun && isEmpty(intentIn(left, intent)) ? removeIntent(left, intent) : left
}

/** What most of them were said, or surely enough taken, to mean; `null`: nobody knows. */
export function likeliest(sentences: readonly InboxSentence[], names: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const { intent, alternatives } of sentences) {
    const [first] = alternatives
    const guess = intent ?? (first !== undefined && first.confidence >= leastGuess ? first.intent : undefined)
    if (guess !== undefined && names.includes(guess)) counts.set(guess, (counts.get(guess) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

/** Whether something in these was masked, and would be part of an example as it stands. */
export const hasMask = (sentences: readonly InboxSentence[]): boolean =>
  sentences.some(({ text }) => /•{2,}|‹\p{L}+›/u.test(text))

/** As they are at this moment, which is later than when the page was drawn. */
export function filesNow(editing: Editing): NluFiles {
  let now: NluFiles = {}
  editing.edit((files) => {
    now = files
    return files
  })
  return now
}

/** Whether to add them would change nothing, and not because nothing can be written. */
const areExamples = (files: NluFiles, intent: string, sources: readonly string[]): boolean =>
  intentIn(files, intent) !== undefined && addExamples(files, intent, sources) === files

const intentIn = (files: NluFiles, intent: string): ShownIntent | undefined =>
  readNluFiles(files).intents.find(({ name }) => name === intent)

const sourcesOf = (intent: ShownIntent | undefined): readonly string[] =>
  intent?.examples.map(({ source }) => source) ?? []

function without(all: readonly string[], some: readonly string[]): readonly string[] {
  const left = [...some]
  return all.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const isEmpty = (intent: ShownIntent | undefined): boolean =>
  intent !== undefined &&
  intent.examples.length === 0 &&
  Object.keys(intent.labels).length === 0 &&
  Object.keys(intent.answers).length === 0
