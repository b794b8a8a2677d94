import type { NodeFigures } from '@parley/studio/api'

/** A piece of a recorded way, `main/email>next` (see the runtime's `path.ts`), how often it is there and in how many conversations. */
export interface PieceCount {
  readonly piece: string
  readonly count: number
  readonly conversations: number
}

/** One node that is still being counted. */
interface Counting {
  entered: number
  conversations: number
  ports: Map<string, number>
  moved: number
  ended: number
  stopped: number
  inside: number
  errors: Map<string, number>
}

const form = /^([^/]+)\/([^>~.!(^)*<]+)(?:([>~.!(^)*<])([\s\S]*))?$/

/** What pieces say of each node. `medians`: by `flow/node`. */
export function nodesOf(pieces: readonly PieceCount[], medians: ReadonlyMap<string, number>): readonly NodeFigures[] {
  const counting = new Map<string, Counting>()
  for (const each of pieces) {
    const found = form.exec(each.piece)
    if (found === null) continue
    const [, flow = '', node = '', mark, rest = ''] = found
    add(of(counting, `${flow}/${node}`), mark, rest, each)
  }
  return [...counting].map(([name, counted]) => figuresOf(name, counted, medians.get(name) ?? null))
}

function of(counting: Map<string, Counting>, name: string): Counting {
  const known = counting.get(name)
  if (known !== undefined) return known
  const fresh = { entered: 0, conversations: 0, moved: 0, ended: 0, stopped: 0, inside: 0 }
  const counted = { ...fresh, ports: new Map<string, number>(), errors: new Map<string, number>() }
  counting.set(name, counted)
  return counted
}

function add(node: Counting, mark: string | undefined, rest: string, { count, conversations }: PieceCount): void {
  switch (mark) {
    case undefined:
      node.entered += count
      node.conversations += conversations
      break
    case '>':
      node.ports.set(rest, (node.ports.get(rest) ?? 0) + count)
      break
    case '~':
      node.moved += count
      break
    case '.':
      node.ended += count
      break
    case '!':
      node.stopped += count
      break
    case '(':
      node.stopped += count
      node.inside += count
      break
    case '^':
      node.stopped -= count
      break
    case ')':
      node.stopped -= count
      node.inside -= count
      break
    case '*':
      node.errors.set(rest, (node.errors.get(rest) ?? 0) + count)
      break
  }
}

function figuresOf(name: string, counted: Counting, median: number | null): NodeFigures {
  const [flow = '', node = ''] = name.split('/')
  const { entered, conversations, moved, ended, stopped, inside } = counted
  const ports = sorted(counted.ports).map(([port, count]) => ({ port, count }))
  const left = ports.reduce((total, { count }) => total + count, 0) + moved + ended + stopped
  return {
    flow,
    node,
    entered,
    conversations,
    ports,
    moved,
    ended,
    stopped,
    stopped_inside: inside,
    here: Math.max(0, entered - left),
    errors: sorted(counted.errors).map(([kind, count]) => ({ kind, count })),
    median_ms: median,
  }
}

const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort((a, b) => b[1] - a[1])
