/**
 * What may get into a document, judged update by update before it is stored.
 *
 * Owns a copy of the document that is ahead of what is stored. An update is tried on it: what it did is seen there, and where it did something
 * that may not be, it is refused and the copy must be made anew. How much is stored is the room's concern.
 *
 * G1 who may not change code changes none
 * G2 what a document holds is JSON, texts and paths that a solution can have
 * G3 a comment carries the name of who wrote it, and only they change its words
 * G4 an update that builds on something that is not there is not taken
 * G5 nor is one that was made to be costly, see `large-update.ts`
 * G6 nor one that is made under the number of somebody else's edits, see `clients.ts`
 */
import {
  commentsOf,
  documentMaps,
  flowNameOf,
  flowPath,
  flowsOf,
  isCode,
  isJson,
  isMemberName,
  sourceLimits,
  textsOf,
  wrongPath,
} from '@parley/studio/source'
import * as Y from 'yjs'
import { Refusal } from '../http/refusal.ts'
import { type Clients, createClients } from './clients.ts'
import { allowedMs, spentMs, tooCostly } from './large-update.ts'

/** Whose update it is, and what they may. */
export interface Author {
  readonly id: string
  readonly name: string
  readonly mayCode: boolean
}

export interface Gate {
  /**
   * @returns what it changed, for people: `flows/main.flow.json#email`, `texts/ko.yaml`
   * @throws Refusal; then the gate is of no more use
   */
  take(update: Uint8Array, author: Author): readonly string[]
  /** What was taken before, and by whom is no matter. */
  trust(update: Uint8Array): void
  close(): void
}

/** Places that one update names at most. */
export const mostTouched = 40
/** Characters of one of them. */
const longestPlace = 300
/** Longest words of a comment, characters. */
const longestComment = 4000
/** Of a comment with all that belongs to it, as JSON. */
const longestWhole = 32_768

type Events = readonly Y.YEvent<Y.AbstractType<unknown>>[]

interface Trial {
  readonly author: Author
  readonly touched: Set<string>
  failure: unknown
  isGrown: boolean
}

export function createGate(state: Uint8Array, clients: Clients = createClients(() => undefined)): Gate {
  const doc = new Y.Doc()
  const flows = flowsOf(doc)
  const texts = textsOf(doc)
  const comments = commentsOf(doc)
  Y.applyUpdate(doc, state)
  let trial: Trial | null = null

  /** What happened can be read only while it happens; what is wrong with it is said afterwards. */
  function judge(by: (events: Events, author: Author) => readonly string[]) {
    return (events: Events): void => {
      if (trial === null || trial.failure !== null) return
      try {
        for (const place of by(events, trial.author)) trial.touched.add(place)
        trial.isGrown ||= events.some(({ path, keys }) => path.length === 0 && keys.size > 0)
      } catch (error) {
        trial.failure = error
      }
    }
  }
  flows.observeDeep(judge((events) => judgeFlows(flows, events)))
  texts.observeDeep(judge((events, author) => judgeTexts(texts, events, author)))
  comments.observeDeep(judge((events, author) => judgeComments(comments, events, author)))

  function apply(update: Uint8Array): void {
    try {
      Y.applyUpdate(doc, update)
    } catch (cause) {
      throw new Refusal('update-refused', 'The change could not be read.', { cause })
    }
  }

  return {
    take(update, author) {
      clients.take(doc, update, author.id) // G6
      const { touched, failure, isGrown } = tried(update, author)
      if (failure !== null) throw failure
      if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null)
        throw refused('The change builds on another one that this server does not have.') // G4
      if (doc.share.size > documentMaps.length) throw refused('The change is of no known kind.')
      if (isGrown && flows.size + texts.size > sourceLimits.files)
        throw new Refusal('source-too-large', `A solution may have ${sourceLimits.files} files.`)
      return [...touched].slice(0, mostTouched).map((place) => place.slice(0, longestPlace))
    },
    trust: apply,
    close: () => doc.destroy(),
  }

  function tried(update: Uint8Array, author: Author): Trial {
    const begun: Trial = { author, touched: new Set(), failure: null, isGrown: false }
    trial = begun
    const before = spentMs()
    try {
      apply(update)
    } finally {
      trial = null
    }
    if (spentMs() - before > allowedMs(update.length)) throw tooCostly() // G5
    return begun
  }
}

function judgeFlows(flows: Y.Map<Y.Map<unknown>>, events: Events): readonly string[] {
  return events.flatMap((event) => {
    const { path, keys } = event
    const [name, member, node] = path.map(String)
    // Deep down counts from the top: what is put into a map may make it deeper than any file is.
    const map = mapOf(event)
    const isHeld = (key: string): boolean => isMemberName(key) && isJson(map.get(key), path.length)
    for (const key of keys.keys())
      if (map.has(key) && !isHeld(key)) throw refused('The change holds something that no file can hold.') // G2
    if (name === undefined)
      return [...keys.keys()].map((each) => {
        if (flows.has(each)) judgeFlow(each, flows.get(each))
        return flowPath(each)
      })
    judgeFlow(name, flows.get(name))
    const file = flowPath(name)
    if (member !== 'nodes') return [file]
    return (node === undefined ? [...keys.keys()] : [node]).map((each) => `${file}#${each}`)
  })
}

/** The map that an event is of. Whatever is put into one without a name would be kept for good and seen by nobody. */
function mapOf({ target, keysChanged }: Y.YEvent<Y.AbstractType<unknown>> & { readonly keysChanged?: Set<unknown> }) {
  if (!(target instanceof Y.Map) || keysChanged?.has(null) === true)
    throw refused('The change holds something that no file can hold.')
  return target as Y.Map<unknown>
}

// G2
function judgeFlow(name: string, flow: unknown): void {
  const path = flowPath(name)
  const wrong = flowNameOf(path) === name ? wrongPath(path) : 'it is not the name of a flow'
  if (wrong !== null) throw refused(`The flow "${name.slice(0, 80)}" cannot be taken: ${wrong}.`)
  const nodes = flow instanceof Y.Map ? flow.get('nodes') : undefined
  if (!(nodes instanceof Y.Map)) throw refused(`The flow "${name}" has no nodes.`)
}

function judgeTexts(texts: Y.Map<Y.Text>, events: Events, author: Author): readonly string[] {
  return events.flatMap((event) => {
    const { path, keys } = event
    const [inside] = path.map(String)
    if (inside === undefined) mapOf(event)
    const paths = inside === undefined ? [...keys.keys()] : [inside]
    for (const each of paths) {
      const text: unknown = texts.get(each)
      if (text !== undefined) judgeText(each, text)
      if (isCode(each) && !author.mayCode)
        throw new Refusal('code-not-permitted', `You may not change code, and "${each.slice(0, 80)}" is code.`) // G1
    }
    return paths
  })
}

// G2
function judgeText(path: string, text: unknown): void {
  const wrong = wrongPath(path)
  if (wrong !== null) throw refused(`"${path.slice(0, 80)}" cannot be taken: ${wrong}.`)
  if (!(text instanceof Y.Text) || !isPlain(text)) throw refused(`"${path}" is no text.`)
  if (text.length > sourceLimits.bytes) throw new Refusal('source-too-large', `"${path}" is too long.`)
}

/** Nothing but characters: what else a shared text can hold, no file can. */
function isPlain(text: Y.Text): boolean {
  for (let item = text._start; item !== null; item = item.right)
    if (!item.deleted && !(item.content instanceof Y.ContentString)) return false
  return [...text._map.values()].every(({ deleted }) => deleted)
}

/** What of a comment whoever may edit changes: whether it is dealt with. */
const everybodys = new Set(['resolved'])
/** What stays as it was written first. */
const signature = new Set(['by', 'name'])

// G3
function judgeComments(comments: Y.Map<Y.Map<unknown>>, events: Events, author: Author): readonly string[] {
  for (const event of events) {
    const { path, keys } = event
    const target = mapOf(event)
    if (path.length === 0) {
      for (const [key, { action, oldValue }] of keys) {
        if (action !== 'add' && byOf(oldValue) !== author.id) throw refused('Only who wrote a comment removes it.')
        if (comments.has(key)) judgeComment(comments.get(key), author)
      }
      continue
    }
    const isOwn = byOf(target) === author.id
    for (const [key, { action }] of keys) {
      if (signature.has(key) || (!isOwn && !everybodys.has(key))) throw refused('Only who wrote a comment changes it.')
      if (key === 'resolved' && action !== 'delete' && nameOf(target.get(key)) !== author.name)
        throw refused('Who deals with a comment does so in their own name.')
    }
    judgeForm(target)
  }
  return []
}

const refused = (why: string): Refusal => new Refusal('update-refused', why)

function judgeComment(comment: unknown, author: Author): void {
  const isSigned = byOf(comment) === author.id && nameOf(comment) === author.name
  if (!(comment instanceof Y.Map) || !isSigned) throw refused('A comment carries the name of who wrote it.')
  judgeForm(comment)
}

function judgeForm(comment: Y.Map<unknown>): void {
  if (!isJson(comment)) throw refused('A comment has another form.')
  const isLong = String(comment.get('text') ?? '').length > longestComment
  if (isLong || JSON.stringify(comment.toJSON()).length > longestWhole)
    throw refused(`A comment has at most ${longestComment} characters.`)
}

const nameOf = (shared: unknown): unknown => (shared instanceof Y.Map ? shared.get('name') : undefined)

/** Who wrote a comment. One that is being removed has no members any more; what they were is still there. */
function byOf(comment: unknown): unknown {
  return comment instanceof Y.Map ? (comment.get('by') ?? comment._map.get('by')?.content.getContent()[0]) : undefined
}
