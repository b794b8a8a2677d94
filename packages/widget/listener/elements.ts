import type { Values } from '@parley/flow'
import { isSecretName, plainValue } from './plain.ts'
import type { ElementRule, ListenRules, VisibleRule } from './rules.ts'

const fields = 'input,select,textarea,option,[contenteditable]'
/** Elements of one rule that are looked out for on a page. */
const mostElements = 50
const rescanMs = 400
const usualShare = 0.5

/** What a rule says to read of an element; nothing of what a person typed, or could have. L4 */
function readProperties(element: Element, { properties = {} }: ElementRule): Values {
  if (element.closest(fields) !== null) return {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, from]) => {
      const given = from === 'text' ? textOf(element) : from.startsWith('data-') ? element.getAttribute(from) : null
      const plain = given === null || isSecretName(name) || isSecretName(from) ? undefined : plainValue(given.trim())
      return plain === undefined || plain === '' ? [] : [[name, plain] as const]
    }),
  )
}

function textOf(element: Element): string | null {
  return element.querySelector(fields) === null ? (element.textContent ?? '').replace(/\s+/g, ' ') : null
}

/** A selector that the browser cannot read finds nothing. */
function find<T>(look: () => T, otherwise: T): T {
  try {
    return look()
  } catch {
    return otherwise
  }
}

export function watchClicks(
  document: Document,
  rules: readonly ElementRule[],
  hear: (name: string, properties: Values) => void,
): () => void {
  const click = ({ target }: Event): void => {
    if (!(target instanceof Element)) return
    for (const rule of rules) {
      const element = find(() => target.closest(rule.on), null)
      if (element !== null) hear(rule.name, readProperties(element, rule))
    }
  }
  document.addEventListener('click', click, { capture: true, passive: true })
  return () => document.removeEventListener('click', click, { capture: true })
}

export interface Watch {
  /** Looks for elements that are new, and forgets that others were seen when the page is another one. */
  rescan(isNewPage: boolean): void
  stop(): void
}

/** Tells once per page when an element of a rule has come into view; also of those that come later. */
export function watchVisible(
  document: Document,
  rules: ListenRules,
  heard: { element(name: string, properties: Values): void; seen(selector: string): void },
): Watch {
  type Wanted = Pick<VisibleRule, 'on' | 'share'> & { readonly rule?: VisibleRule }
  const wanted: readonly Wanted[] = [
    ...(rules.visible ?? []).map((rule) => ({
      on: rule.on,
      ...(rule.share === undefined ? {} : { share: rule.share }),
      rule,
    })),
    ...(rules.open ?? []).flatMap(({ visible }) => (visible === undefined ? [] : [{ on: visible }])),
  ]
  if (wanted.length === 0) return { rescan: () => {}, stop: () => {} }
  let known = wanted.map(() => new Set<Element>())
  const observers = wanted.map(({ on, share = usualShare, rule }) => {
    const observer: IntersectionObserver = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, intersectionRatio, target } of entries) {
          if (!isIntersecting || intersectionRatio < share) continue
          observer.unobserve(target)
          if (rule === undefined) heard.seen(on)
          else heard.element(rule.name, readProperties(target, rule))
        }
      },
      { threshold: share },
    )
    return observer
  })
  const rescan = (isNewPage: boolean): void => {
    if (isNewPage) {
      for (const observer of observers) observer.disconnect()
      known = wanted.map(() => new Set())
    }
    for (const [index, { on }] of wanted.entries())
      for (const element of Array.from(find(() => document.querySelectorAll(on), [] as never)).slice(0, mostElements)) {
        const among = known[index]
        if (among === undefined || among.has(element) || among.size >= mostElements) continue
        among.add(element)
        observers[index]?.observe(element)
      }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const changes = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      rescan(false)
    }, rescanMs)
  })
  changes.observe(document.documentElement, { childList: true, subtree: true })
  rescan(false)
  return {
    rescan,
    stop() {
      clearTimeout(timer)
      changes.disconnect()
      for (const observer of observers) observer.disconnect()
    },
  }
}
