import { type Content, plainOf } from '@parley/flow'
import { isDraftBuild, mask, type Queryable, type Runtime, type ShownConversation } from '@parley/runtime'
import type { Transcript, TranscriptMessage, TranscriptTurn } from '@parley/studio/api'
import type { Scope } from './filter.ts'
import { placeIn } from './transcripts.ts'

type Row = Omit<Transcript, 'turns' | 'cut' | 'variables' | 'deliveries' | 'flow' | 'node'>

const text = `
select c.id, c.status, c.outcome, v.number as version, c.channel, c.language, c.campaign, c.rating, c.rating_most,
  c.started_at, c.changed_at,
  exists (select from parley.hand_over h where h.workspace_id = $1 and h.conversation_id = c.id) as handed_over
from parley.conversation c
left join parley.version v on v.workspace_id = c.workspace_id and v.id = c.version_id
where c.workspace_id = $1 and c.solution = $2 and c.id = $3`

/** One conversation of the solution, turn by turn; `null`: it has none of this id. */
export async function readTranscript(
  parts: { readonly db: Queryable; readonly transcripts: Runtime['transcripts'] },
  { workspace, solution }: Scope,
  conversation: string,
): Promise<Transcript | null> {
  const { rows } = await parts.db.query<Row>({ text, values: [workspace, solution, conversation] })
  const [row] = rows
  if (row === undefined) return null
  const shown = await parts.transcripts.show(conversation as `conv_${string}`)
  if (shown === null) return null
  return {
    ...row,
    ...placeIn(shown.visits.at(-1)?.path.split('\n').at(-1) ?? null),
    version: isDraftBuild(shown.version) ? null : row.version,
    turns: turnsOf(shown),
    cut: shown.cut,
    variables: shown.variables,
    deliveries: shown.effects.map(({ dead, ...effect }) => ({ ...effect, given_up: dead })),
  }
}

/** What was said, what happened and where it went, together. */
function turnsOf({ messages, events, visits }: ShownConversation): readonly TranscriptTurn[] {
  const numbers = new Set([...messages, ...events, ...visits].map(({ turn }) => turn))
  const said = Map.groupBy(messages, ({ turn }) => turn)
  const went = Map.groupBy(visits, ({ turn }) => turn)
  const happened = new Map(events.map((event) => [event.turn, event]))
  return [...numbers]
    .toSorted((a, b) => a - b)
    .map((turn) => {
      const event = happened.get(turn)
      const words = said.get(turn) ?? []
      const ways = went.get(turn) ?? []
      return {
        turn,
        at: event?.at ?? words[0]?.at ?? ways[0]?.at ?? 0,
        event: event?.kind ?? 'said',
        detail: event?.detail ?? null,
        error: event?.error ?? null,
        nodes: ways.flatMap(({ path }) => nodesIn(path)),
        messages: words.map(messageOf),
      }
    })
}

/** The nodes that a recorded way came to: the pieces without a mark. */
function nodesIn(path: string): readonly { readonly flow: string; readonly node: string }[] {
  return path.split('\n').flatMap((piece) => {
    const [, flow, node] = /^([a-z0-9_]+)\/([a-z0-9_]+)$/.exec(piece) ?? []
    return flow === undefined || node === undefined ? [] : [{ flow, node }]
  })
}

function messageOf({ seq, from, content, at }: ShownConversation['messages'][number]): TranscriptMessage {
  if (content === null) return { seq, from, kind: 'sensitive', text: mask, sensitive: true, at }
  const choices = 'choices' in content ? content.choices.map(({ label }) => label) : []
  const files = filesIn(content)
  return {
    seq,
    from,
    kind: content.kind,
    // Choices and files have a place of their own.
    text: choices.length > 0 || files.length > 0 ? content.text : plainOf(content),
    sensitive: false,
    ...(choices.length > 0 && { choices }),
    ...(files.length > 0 && { files }),
    at,
  }
}

function filesIn(content: Content): readonly string[] {
  return content.kind === 'file' ? [content.file.name] : []
}
