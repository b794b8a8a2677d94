import { type Hash, insideOf, type Piece, type Token } from './text-tree.ts'

export interface Limits {
  readonly steps: number
  /** Items that ranges are made of, over the whole rendering. */
  readonly memory: number
}

/** What a rendering certainly takes too much of, and where in the text. */
export interface TooMuch {
  readonly kind: 'steps' | 'items'
  readonly at: number
}

/**
 * Whether rendering certainly takes more than there is once it comes that far, judged by loops over ranges that are written
 * out; `null` when that cannot be told beforehand. Liquid counts a step for every piece and for every round.
 */
export function findTooMuch(pieces: readonly Piece[], limits: Limits): TooMuch | null {
  const cost = new Cost(limits)
  cost.check(cost.of(pieces), 0)
  return cost.tooMuch
}

interface Spent {
  readonly steps: number
  readonly items: number
}

const nothing: Spent = { steps: 0, items: 0 }

class Cost {
  tooMuch: TooMuch | null = null
  readonly #limits: Limits

  constructor(limits: Limits) {
    this.#limits = limits
  }

  of(pieces: readonly Piece[]): Spent {
    return pieces.map((piece) => this.#piece(piece)).reduce(plus, { steps: 1 + pieces.length, items: 0 })
  }

  check({ steps, items }: Spent, at: number): void {
    if (items > this.#limits.memory) this.tooMuch ??= { kind: 'items', at }
    else if (steps > this.#limits.steps) this.tooMuch ??= { kind: 'steps', at }
  }

  #piece(piece: Piece): Spent {
    if (piece.name === 'for' || piece.name === 'tablerow') return this.#loop(piece)
    const ways = [...insideOf(piece)].map((inside) => this.of(inside))
    if (piece.name === 'capture' || piece.name === 'liquid') return ways.reduce(plus, nothing)
    // Of several ways at most one is gone, and none may be too long.
    for (const way of ways) this.check(way, piece.token.begin)
    return nothing
  }

  #loop({ collection, hash, args, templates = [], elseTemplates = [], token }: Piece): Spent {
    const round = this.of(templates)
    this.check(this.of(elseTemplates), token.begin)
    const low = numberOf(collection?.lhs)
    const high = numberOf(collection?.rhs)
    if (low === null || high === null) return nothing
    const items = Math.max(0, high - low + 1)
    const rounds = stops(templates) ? 0 : roundsOf(items, hash ?? args ?? {})
    const spent = { steps: rounds * round.steps, items: items + rounds * round.items }
    this.check(spent, token.begin)
    return spent
  }
}

function plus(one: Spent, other: Spent): Spent {
  return { steps: one.steps + other.steps, items: one.items + other.items }
}

function roundsOf(items: number, { hash = {} }: Hash): number {
  // What is computed may be anything.
  const bound = (name: string) => (hash[name] === undefined ? null : (numberOf(hash[name]) ?? Number.NaN))
  const offset = bound('offset') ?? 0
  const limit = bound('limit') ?? Number.POSITIVE_INFINITY
  const rounds = Math.min(items - offset, limit)
  return Number.isNaN(rounds) ? 0 : Math.max(0, rounds)
}

/** Whether a loop may end before its end. */
function stops(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.name === 'break' || [...insideOf(piece)].some(stops))
}

function numberOf(token: Token | undefined): number | null {
  return token?.props === undefined && typeof token?.content === 'number' ? token.content : null
}
