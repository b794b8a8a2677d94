import { fitsAddress } from './address.ts'
import { millisecondsOf, type OpenRule } from './rules.ts'

/** What has happened on the page since it was opened. */
export interface OpenFacts {
  readonly now: number
  readonly url: string
  /** The largest share of the page that has been seen, per cent. */
  readonly scrolled: number
  /** How long it has been looked at, milliseconds. */
  readonly stayed: number
  readonly exit: boolean
  /** Selectors of what has come into view. */
  readonly visible: ReadonlySet<string>
  /** Names of events that were seen. */
  readonly events: ReadonlySet<string>
}

/** How often a rule has opened the chat. */
export interface OpenCount {
  readonly visit: number
  /** On that day, `2026-03-01`, UTC. */
  readonly day: readonly [day: string, count: number]
  readonly ever: number
}

/** What is remembered of earlier pages. */
export interface OpenMemory {
  readonly opened: { readonly [rule: string]: OpenCount }
  /** When the person closed the chat last. */
  readonly closedAt: number | null
}

const usualMost: NonNullable<OpenRule['most']> = { visit: 1 }
const never = Number.POSITIVE_INFINITY
const noCount: OpenCount = { visit: 0, day: ['', 0], ever: 0 }
const usualQuiet = '1d'

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** The first rule that opens the chat now; `null`: none. */
export function decideOpen(
  rules: readonly OpenRule[],
  facts: OpenFacts,
  memory: OpenMemory,
  quiet: string = usualQuiet,
): OpenRule | null {
  if (memory.closedAt !== null && facts.now - memory.closedAt < millisecondsOf(quiet)) return null
  return rules.find((rule) => applies(rule, facts) && isFree(rule, facts.now, memory.opened[rule.id])) ?? null
}

function applies(rule: OpenRule, facts: OpenFacts): boolean {
  const { url, scroll, time, exit, visible, event } = rule
  return (
    (url === undefined || fitsAddress(facts.url, url)) &&
    (scroll === undefined || facts.scrolled >= scroll) &&
    (time === undefined || facts.stayed >= millisecondsOf(time)) &&
    (exit === undefined || facts.exit) &&
    (visible === undefined || facts.visible.has(visible)) &&
    (event === undefined || facts.events.has(event))
  )
}

function isFree({ most = usualMost }: OpenRule, now: number, count: OpenCount = noCount): boolean {
  const { visit = never, day = never, ever = never } = most
  return count.visit < visit && openedToday(count, now) < day && count.ever < ever
}

const openedToday = ({ day: [day, times] }: OpenCount, now: number): number => (day === dayOf(now) ? times : 0)

/** The memory after the rule has opened the chat. */
export function countOpened<Kept extends OpenMemory>(memory: Kept, rule: OpenRule, now: number): Kept {
  const before = memory.opened[rule.id] ?? noCount
  const count: OpenCount = {
    visit: before.visit + 1,
    day: [dayOf(now), openedToday(before, now) + 1],
    ever: before.ever + 1,
  }
  return { ...memory, opened: { ...memory.opened, [rule.id]: count } }
}
