/**
 * What is kept of a turn's event, so that the conversation can be played again.
 *
 * An event whose message holds all of it is not kept a second time: what is said is stored once, under one mark of
 * sensitivity. Chance is not kept, since no kind of node asks for it.
 */
import type { Content, Event, Said } from '@parley/flow'
import type { VersionId } from './ids.ts'
import type { StoredMessage } from './runtime.ts'
import type { Conversation } from './sql/lock-conversations.ts'

type Bare<E> = E extends Event ? Omit<E, 'at' | 'random'> : never

/** What happened, without its moment. */
export type Happened =
  | Exclude<Bare<Event>, { kind: 'started' }>
  /** With the flow and the version that the conversation began on. */
  | (Extract<Bare<Event>, { kind: 'started' }> & { readonly flow: string; readonly version: VersionId })
  /** Not a step: the conversation was ended because its flow could not take what it waited for. */
  | { readonly kind: 'given-up'; readonly effect: string }

/** What is to be kept of an event besides the messages of its turn; `null`: nothing. */
export function toKeep(before: Conversation, event: Event, messages: readonly StoredMessage[]): Happened | null {
  const { at: _when, random: _chance, ...bare } = event
  if (bare.kind === 'started') return { ...bare, flow: before.state.flow, version: before.version }
  // What somebody else said that the words mean cannot be found out again.
  if (bare.kind !== 'said' || bare.recognition !== undefined) return bare
  const [said, ...more] = messages.filter(({ from }) => from === 'user')
  const told = said === undefined || more.length > 0 ? null : saidIn(said.content)
  return told !== null && isSame(told, bare.said) ? null : bare
}

/** What the person did, going by their message; `null` when it does not say. */
export function saidIn(content: Content): Said | null {
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.text }
    case 'choice':
      return { kind: 'choice', choice: content.choice }
    case 'picks':
      return { kind: 'choices', choices: content.picks }
    case 'form-answer':
      return { kind: 'form', form: content.form }
    case 'file':
      return 'id' in content.file ? { kind: 'file', file: content.file.id, uploads: [content.file] } : null
    default:
      return null
  }
}

function isSame(one: Said, other: Said): boolean {
  if (one.kind === 'text' && other.kind === 'text') return one.text === other.text
  return JSON.stringify(one) === JSON.stringify(other)
}
