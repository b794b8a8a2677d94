import type { EffectId, TimerName } from '@parley/flow'
import type { HandOverChange } from './hand-over.ts'
import type { Happened } from './happened.ts'
import type { ConversationId, VersionId } from './ids.ts'
import type { StoredMessage } from './runtime.ts'
import type { Conversation } from './sql/lock-conversations.ts'
import type { RetargetPlan } from './sql/plan-retargets.ts'
import type { TurnKey } from './sql/read-turn-keys.ts'
import type { Sentence } from './sql/save-sentences.ts'
import type { OutboxRow, TurnsSaved } from './sql/save-turns.ts'
import type { Turn } from './turn.ts'

/** What the turns of one batch do to one conversation, before any of it is written. */
export interface Draft {
  conversation: Conversation
  readonly begins: boolean
  /** Whether any turn was taken. */
  changed: boolean
  /** The version it was on, when an operator moved it to another one. */
  movedFrom: VersionId | null
  /** It worked before this batch and came to rest in it: keys of earlier turns end here. */
  settledAt: number | null
  readonly messages: { readonly turn: number; readonly message: StoredMessage }[]
  readonly actions: OutboxRow[]
  readonly finished: EffectId[]
  readonly timers: Map<TimerName, number | null>
  readonly handOvers: HandOverChange[]
  readonly retargets: RetargetPlan[]
  readonly sentences: Sentence[]
  readonly happened: { readonly turn: number; readonly event: Happened }[]
  readonly visits: { readonly turn: number; readonly path: string }[]
  /** Keys of this batch, by client message id. */
  readonly keys: Map<string, TurnKey>
}

export function createDraft(conversation: Conversation, begins: boolean): Draft {
  return {
    conversation,
    begins,
    changed: false,
    movedFrom: null,
    settledAt: null,
    messages: [],
    actions: [],
    finished: [],
    timers: new Map(),
    handOvers: [],
    retargets: [],
    sentences: [],
    happened: [],
    visits: [],
    keys: new Map(),
  }
}

export function addTurn(draft: Draft, turn: Turn): void {
  const wasWorking = draft.conversation.status === 'working'
  draft.conversation = turn.conversation
  draft.changed = true
  for (const message of turn.messages) draft.messages.push({ turn: turn.conversation.state.turn, message })
  draft.actions.push(...turn.actions)
  for (const [timer, at] of turn.timers) draft.timers.set(timer, at)
  draft.handOvers.push(...turn.handOvers)
  draft.retargets.push(...turn.retargets)
  draft.sentences.push(...turn.sentences)
  if (turn.happened !== null) draft.happened.push({ turn: turn.conversation.state.turn, event: turn.happened })
  if (turn.path !== '') draft.visits.push({ turn: turn.conversation.state.turn, path: turn.path })
  if (!wasWorking || turn.conversation.status === 'working') return
  draft.settledAt ??= turn.conversation.seq
  for (const [id, key] of draft.keys)
    if (key.untilSeq === null) draft.keys.set(id, { ...key, untilSeq: turn.conversation.seq })
}

export function addKey(draft: Draft, clientMessageId: string, fingerprint: string, afterSeq: number): void {
  const { id: conversation, seq, status } = draft.conversation
  const untilSeq = status === 'working' ? null : seq
  draft.keys.set(clientMessageId, { conversation, clientMessageId, fingerprint, afterSeq, untilSeq })
}

/** What the turns of a batch do to hand-overs, in their order. */
export function handOversOf(
  drafts: readonly Draft[],
): readonly { readonly conversation: ConversationId; readonly change: HandOverChange }[] {
  return drafts.flatMap(({ conversation, handOvers }) =>
    handOvers.map((change) => ({ conversation: conversation.id, change })),
  )
}

/** All that a batch writes. */
export function readSaved(
  drafts: readonly Draft[],
  batch: Pick<TurnsSaved, 'workspace' | 'at' | 'lease' | 'contacts' | 'sealed'>,
): TurnsSaved {
  const changed = drafts.filter((draft) => draft.changed)
  const timers = changed.flatMap((draft) =>
    [...draft.timers].map(([timer, at]) => ({ conversation: draft.conversation.id, timer, at })),
  )
  return {
    ...batch,
    begun: changed.filter((draft) => draft.begins).map((draft) => draft.conversation),
    changed: changed.filter((draft) => !draft.begins).map((draft) => draft.conversation),
    messages: changed.flatMap((draft) =>
      draft.messages.map((entry) => ({ conversation: draft.conversation.id, ...entry })),
    ),
    keys: changed.flatMap((draft) => [...draft.keys.values()]),
    settled: changed.flatMap((draft) =>
      draft.settledAt === null || draft.begins ? [] : [{ conversation: draft.conversation.id, seq: draft.settledAt }],
    ),
    outbox: changed.flatMap((draft) => draft.actions),
    finished: drafts.flatMap((draft) =>
      draft.finished.map((effect) => ({ conversation: draft.conversation.id, effect })),
    ),
    timersSet: timers.flatMap(({ at, ...timer }) => (at === null ? [] : [{ ...timer, at }])),
    timersCleared: timers.filter((timer) => timer.at === null),
    happened: changed.flatMap((draft) =>
      draft.happened.map((entry) => ({ conversation: draft.conversation.id, ...entry })),
    ),
    visits: changed.flatMap((draft) =>
      draft.visits.map((entry) => ({ conversation: draft.conversation.id, ...entry })),
    ),
  }
}
