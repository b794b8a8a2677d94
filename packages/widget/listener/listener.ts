/**
 * The Event Listener: collects what a page says of itself and what happens on it, as far as the visitor agreed, tells the running
 * conversation and the brand, and opens the chat by rule.
 *
 * Owns what is collected when, and what becomes of it. Leaves hearing the page to `browser.ts`, reading it to `page-tags.ts`, the
 * way to the server to `report-queue.ts` and `conversation-line.ts`, and the decision to open to `open-rules.ts`.
 *
 * L1 with consent `none` nothing is collected, stored or sent, and what was stored is gone
 * L2 with `essential` the running conversation alone is told, and nothing outlives the tab
 * L3 a browser that asks for privacy counts as `essential` at most
 * L4 no form field is ever read
 * L5 nothing here throws into the page
 */
import type { Page, Values } from '@parley/flow'
import type { Consent } from '../api/command.ts'
import { type Conversing, createConversationLine } from './conversation-line.ts'
import { addHistory, enterPage, forgetVisitor, type Memory, noMemory, readStored, writeStored } from './memory.ts'
import { countOpened, decideOpen, type OpenFacts } from './open-rules.ts'
import { readPageTags } from './page-tags.ts'
import { plainValues } from './plain.ts'
import { createReportQueue, type ReportEvent, type ReportQueue } from './report-queue.ts'
import { type ListenRules, millisecondsOf, type OpenRule } from './rules.ts'
import type { Surroundings } from './surroundings.ts'

export interface ListenerOptions {
  readonly solution: string
  readonly environment: 'sandbox' | 'prod'
  /** The browser, `vis_…`; asked for with full consent only. */
  visitor(): string
  /** The conversation that runs, if one does. */
  conversation(): Conversing | null
  readonly consent: Consent
  readonly rules: ListenRules
  /** A rule opens the chat. */
  onOpen(rule: OpenRule): void
  readonly surroundings: Surroundings
}

export interface Listener {
  /** The page for the start of a conversation; `null` with consent `none`. */
  page(): Page | null
  /** Something that the page itself reports. */
  track(name: string, properties?: unknown): void
  /** Takes effect at once. */
  setConsent(consent: Consent): void
  /** A conversation goes on that began on an earlier page: it is told of this one. */
  resumed(): void
  /** The person has opened or closed the chat. */
  opened(): void
  closed(): void
  stop(): void
}

const ranks = { none: 0, essential: 1, full: 2 } as const
/** A page of a single-page application gets its title a moment after its address. */
const settleMs = 200
const sealMs = 5000
const mostEvents = 20
/** Characters of one report: far below what a browser sends after the page has gone. */
const longestReport = 24_000

export function createListener(options: ListenerOptions): Listener {
  const { rules, surroundings } = options
  const { now, after } = surroundings
  const key = `parley:${options.solution}:${options.environment}:listener`
  const heedsSignals = rules.heedSignals !== false && surroundings.askedForPrivacy
  const limited = (consent: Consent): Consent => (heedsSignals && consent === 'full' ? 'essential' : consent) // L3
  let consent = limited(options.consent)
  let page: (Page & { readonly url: string }) | null = null
  let dataBefore = ''
  let memory: Memory = noMemory
  let queue: ReportQueue | null = null
  let events: readonly ReportEvent[] = []
  let chatOpen = false
  let facts = freshFacts('', now())
  let visibleSince: number | null = null
  let timesTold: ReadonlySet<string> = new Set()
  const cancels = new Set<() => void>()
  let stopWatching: (() => void) | null = null

  const line = createConversationLine({
    conversation: () => options.conversation(),
    send: (path, body, token) => surroundings.send(path, body, token),
    after,
  })

  const store = () => (consent === 'full' ? surroundings.lasting : surroundings.session)
  const remember = (next: Memory): void => {
    memory = next
    writeStored(store(), key, memory)
  }
  const safely =
    <Given extends readonly unknown[]>(work: (...given: Given) => void) =>
    (...given: Given): void => {
      try {
        work(...given)
      } catch {
        // L5
      }
    }

  /** Events of the page so far become a report. */
  function seal(): void {
    if (queue === null || events.length === 0) return
    const { solution, environment } = options
    const { history: _, ...told } = page ?? {}
    queue.add({ solution, environment, visitor: options.visitor(), consent: 'full', page: told, events })
    events = []
  }

  function report(name: string, properties: Values): void {
    if (queue === null) return
    const event = { id: surroundings.createId(), name, at: now(), properties }
    events = [...events, event]
    if (events.length === 1) later(sealMs, seal)
    if (events.length >= mostEvents || JSON.stringify(events).length > longestReport) seal()
  }

  function tell(name: string, properties: Values): void {
    if (consent === 'none') return
    line.add({ name, properties })
    report(name, properties)
    facts = { ...facts, events: new Set([...facts.events, name]) }
    decide()
  }

  const told = (): Page => ({
    ...page,
    ...(consent === 'full' && memory.history.length > 0 ? { history: memory.history } : {}),
  })

  function enter(): void {
    const found = surroundings.read()
    const read = readPageTags(found, rules)
    if (page !== null && page.url === read.url) return
    // What belongs to the page before is told of that one.
    seal()
    if (page !== null && consent === 'full') remember(addHistory(memory, page))
    const { utm: own, referrer, product, ...rest } = read
    // What a single-page application left standing is of the page before.
    const data = found.data.join('\n')
    const isLeft = page !== null && data === dataBefore && !isSamePath(page.url, read.url)
    dataBefore = data
    remember(enterPage(memory, { ...read, ...(own === undefined ? {} : { utm: own }) }, now()))
    const utm = own ?? memory.utm
    const from = referrer ?? memory.referrer
    page = {
      ...rest,
      ...(product === undefined || isLeft ? {} : { product }),
      ...(Object.keys(utm).length > 0 ? { utm } : {}),
      ...(from === null ? {} : { referrer: from }),
    }
    facts = freshFacts(page.url, now())
    visibleSince = now()
    timesTold = new Set()
    const { url } = page
    line.add({ name: 'page', properties: told() as unknown as Values })
    report('page', { url })
    planTimes()
    decide()
  }

  function later(ms: number, run: () => void): void {
    const cancel = after(
      ms,
      safely(() => {
        cancels.delete(cancel)
        run()
      }),
    )
    cancels.add(cancel)
  }

  /** How long the page has been looked at. */
  const stayed = (): number => facts.stayed + (visibleSince === null ? 0 : now() - visibleSince)

  /** The next moment at which a time is over that something waits for. */
  function planTimes(): void {
    const open = (rules.open ?? []).flatMap(({ time }) => (time === undefined ? [] : [time]))
    const left = [...(rules.time ?? []), ...open].map((time) => millisecondsOf(time) - stayed()).filter((ms) => ms > 0)
    const soonest = Math.min(...left)
    if (visibleSince === null || !Number.isFinite(soonest)) return
    const { url } = facts
    later(soonest, () => {
      // Another page, or hidden meanwhile: planned anew there.
      if (facts.url !== url || visibleSince === null || consent === 'none') return
      const passed = (rules.time ?? []).filter((time) => !timesTold.has(time) && stayed() >= millisecondsOf(time))
      timesTold = new Set([...timesTold, ...passed])
      for (const time of passed) tell('stayed', { seconds: millisecondsOf(time) / 1000 })
      decide()
      planTimes()
    })
  }

  function decide(): void {
    if (consent === 'none' || chatOpen || rules.open === undefined) return
    const seen: OpenFacts = { ...facts, now: now(), stayed: stayed() }
    const rule = decideOpen(rules.open, seen, memory, rules.quiet)
    if (rule === null) return
    remember(countOpened(memory, rule, now()))
    chatOpen = true
    options.onOpen(rule)
  }

  const heard = {
    navigated: () => later(settleMs, enter),
    hidden() {
      facts = { ...facts, stayed: stayed() }
      visibleSince = null
      remember({ ...memory, at: now() })
      seal()
      line.flush()
    },
    shown() {
      if (visibleSince !== null) return
      visibleSince = now()
      planTimes()
    },
    online() {
      queue?.retry()
      line.flush()
    },
    scrolled(share: number) {
      const before = facts.scrolled
      if (share <= before) return
      facts = { ...facts, scrolled: share }
      for (const mark of rules.scroll ?? []) if (before < mark && share >= mark) tell('scrolled', { share: mark })
      decide()
    },
    exit() {
      facts = { ...facts, exit: true }
      decide()
    },
    element: tell,
    seen(selector: string) {
      facts = { ...facts, visible: new Set([...facts.visible, selector]) }
      decide()
    },
    pushed({ event, tags }: Parameters<Parameters<Surroundings['watch']>[1]['pushed']>[0]) {
      if (Object.keys(tags).length > 0 && page !== null) {
        page = { ...page, tags: plainValues({ ...page.tags, ...tags }) }
        line.add({ name: 'page', properties: { tags } })
      }
      if (event !== null) tell(event.name, event.properties)
    },
  }

  function begin(): void {
    if (consent === 'none' || stopWatching !== null) return
    memory = readStored(store(), key, noMemory)
    if (consent === 'full') queue = openQueue()
    enter()
    const safe = Object.fromEntries(Object.entries(heard).map(([name, work]) => [name, safely(work as never)]))
    stopWatching = surroundings.watch(rules, safe as unknown as typeof heard)
    queue?.retry()
  }

  function openQueue(): ReportQueue {
    return createReportQueue({
      store: surroundings.lasting,
      key: `${key}:reports`,
      send: (body) => surroundings.send('/v1/page-events', body),
      after,
    })
  }

  function end(): void {
    for (const cancel of cancels) cancel()
    cancels.clear()
    stopWatching?.()
    stopWatching = null
  }

  /** L1, L2 */
  function forget(): void {
    queue?.clear()
    queue?.close()
    queue = null
    events = []
    writeStored(surroundings.lasting, key, null)
    writeStored(surroundings.lasting, `${key}:reports`, null)
  }

  function setConsent(given: Consent): void {
    const next = limited(given)
    const before = consent
    if (next === before) return
    if (ranks[next] < ranks[before]) {
      forget()
      if (next === 'none') {
        writeStored(surroundings.session, key, null)
        line.clear()
        end()
        memory = noMemory
        page = null
      }
    }
    consent = next
    if (next === 'none') return
    if (before === 'none') {
      begin()
      return
    }
    remember(next === 'full' ? memory : forgetVisitor(memory))
    if (next !== 'full') return
    writeStored(surroundings.session, key, null)
    queue = openQueue()
    if (page !== null) report('page', { url: page.url })
  }

  safely(begin)()
  return {
    page: () => (consent === 'none' || page === null ? null : told()),
    track: safely((name: string, properties: unknown = {}) =>
      tell(String(name).slice(0, 128), plainValues(properties)),
    ),
    setConsent: safely(setConsent),
    resumed: safely(() => {
      if (consent !== 'none' && page !== null) line.add({ name: 'page', properties: told() as unknown as Values })
    }),
    opened: () => {
      chatOpen = true
    },
    closed: safely(() => {
      chatOpen = false
      if (consent !== 'none') remember({ ...memory, closedAt: now() })
    }),
    stop: safely(() => {
      seal()
      line.flush()
      end()
      queue?.close()
    }),
  }
}

const isSamePath = (one: string, other: string): boolean => one.split('?')[0] === other.split('?')[0]

function freshFacts(url: string, now: number): OpenFacts {
  return { now, url, scrolled: 0, stayed: 0, exit: false, visible: new Set(), events: new Set() }
}
