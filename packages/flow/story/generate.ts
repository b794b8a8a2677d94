/**
 * Stories for what no story goes through yet, found by a search and written with what the bot says now.
 *
 * What was not found is named. That is no proof that it cannot be reached: the search tries likely answers, the values that
 * conditions name and every outcome, not everything.
 */
import type { Contact, Page } from '../event.ts'
import { profileName } from '../profile.ts'
import type { Program } from '../program.ts'
import type { SolutionSource } from '../source.ts'
import type { Value, Values } from '../value.ts'
import { fit } from '../variable.ts'
import { Coverage, type FlowCoverage } from './coverage.ts'
import { type Hints, readHints } from './hints.ts'
import { performStory } from './play.ts'
import { type Beginning, type Found, search, wayTo } from './search.ts'
import { type Story, usualBeginning, usualContact } from './story.ts'
import { writeStory } from './written.ts'

export interface Generated {
  readonly stories: readonly Story[]
  /** What is covered with them. */
  readonly coverage: readonly FlowCoverage[]
  /** Steps that the search took. */
  readonly steps: number
  /** Whether the search ended because it had tried enough, not because it had tried all it knows. */
  readonly exhausted: boolean
}

/** Tens of thousands of situations: seconds, for flows of hundreds of nodes. */
const usualLimits = { steps: 60_000, depth: 400 }

/**
 * @param covered What the solution's own stories go through; without it, nothing.
 */
export function generateStories(
  program: Program,
  source: SolutionSource,
  covered: Coverage = new Coverage(program),
  limits: typeof usualLimits = usualLimits,
): Generated {
  const hints = readHints(source)
  const { found, steps, exhausted } = search(program, beginnings(program, hints), hints, limits)
  const total = new Coverage(program, covered)
  const stories: Story[] = []
  // The longest ways first: what they go through by the way needs no story of its own.
  for (const end of [...found].sort((a, b) => b.depth - a.depth)) {
    const way = wayTo(end)
    const before = total.report()
    const trial = new Coverage(program, total)
    const isNew = way.map((turn) => trial.add(turn)).includes(true)
    if (!isNew) continue
    const story = storyOf(program, end, newIn(trial, before))
    if (story === null) continue
    for (const turn of way) total.add(turn)
    stories.push(story)
  }
  return { stories, coverage: total.report(), steps, exhausted }
}

/** What a story covers first, for its name. */
function newIn(now: Coverage, before: readonly FlowCoverage[]): readonly string[] {
  const several = before.length > 1
  return before.flatMap(({ flow, edges, nodes }) => {
    const ports = edges.missed.filter((edge) => now.hasEdge(flow, edge))
    const found = ports.length > 0 ? ports : nodes.missed.filter((node) => now.hasNode(flow, node))
    return found.map((id) => (several ? `${flow}/${id}` : id))
  })
}

const mostNamed = 3

function storyOf(program: Program, end: Found, covers: readonly string[]): Story | null {
  const { beginning } = end
  const more = covers.length > mostNamed ? ` and ${covers.length - mostNamed} more` : ''
  const name = `Goes by ${covers.slice(0, mostNamed).join(', ')}${more}`
  const since = beginning.at === usualBeginning ? undefined : beginning.at
  const flow = beginning.flow === program.start ? undefined : beginning.flow
  const { story } = writeStory(name, flow, wayTo(end), since)
  const [first] = story.steps
  if (first === undefined) return null
  // A story that cannot say what happened would fail: better none.
  return performStory(program, story).deviation === null ? story : null
}

/** The usual one, and what a condition may ask for besides: other people, pages, variables, moments. */
function beginnings(program: Program, hints: Hints): readonly Beginning[] {
  const base: Beginning = { flow: program.start, at: usualBeginning, started: startedBy({}) }
  const flow = program.flows.get(program.start)
  const all: Beginning[] = [base]
  const bodies = [...program.flows.values()].flatMap(({ nodes }) => [...nodes.values()].map(({ body }) => body.kind))
  if (bodies.includes('hours') || hints.decides('now')) for (const at of moments) all.push({ ...base, at })
  const known = { external_id: 'ada-1815', email: 'ada@example.com', phone: '+447400123456', language: 'en' }
  all.push({
    ...base,
    started: startedBy({ contact: known, page: { url: 'https://www.example.com/', title: 'Home' } }),
  })
  if (hints.membersOf('contact').includes('proved'))
    all.push({ ...base, started: startedBy({ contact: { ...known, proved: true } }) })
  for (const member of hints.membersOf('contact'))
    for (const value of texts(hints.valuesOf(`contact.${member}`)))
      all.push({ ...base, started: startedBy({ contact: { ...known, [member]: value } }) })
  for (const member of hints.membersOf('page'))
    for (const value of texts(hints.valuesOf(`page.${member}`)))
      all.push({ ...base, started: startedBy({ page: { url: 'https://www.example.com/', [member]: value } }) })
  for (const inside of ['utm', 'product', 'tags', 'meta'])
    for (const member of hints.membersOf(`page.${inside}`))
      for (const value of hints.valuesOf(`page.${inside}.${member}`))
        all.push({
          ...base,
          started: startedBy({ page: { url: 'https://www.example.com/', [inside]: { [member]: value } } }),
        })
  for (const member of hints.membersOf(profileName))
    for (const value of hints.valuesOf(`${profileName}.${member}`))
      all.push({ ...base, started: startedBy({ profile: { [member]: value } }) })
  for (const member of hints.membersOf(`${profileName}.custom_attributes`))
    for (const value of hints.valuesOf(`${profileName}.custom_attributes.${member}`))
      all.push({ ...base, started: startedBy({ profile: { custom_attributes: { [member]: value } } }) })
  for (const [name, { type }] of flow?.variables ?? [])
    for (const value of hints.decides(name) ? [...hints.valuesOf(name), true, false] : []) {
      const fitting = fit(type, value)
      if (fitting !== undefined) all.push({ ...base, started: startedBy({ variables: { [name]: fitting } }) })
    }
  // Who gets which variant goes by the contact's id.
  if (bodies.includes('experiment'))
    for (let number = 1; number <= 40; number += 1)
      all.push({ ...base, started: startedBy({ contact: { id: `${usualContact}_${number}` } }) })
  return all
}

/** Night and day, of the week and at its end, and a holiday. */
const moments = [
  Date.UTC(2026, 0, 6, 3),
  Date.UTC(2026, 0, 6, 9),
  Date.UTC(2026, 0, 6, 18),
  Date.UTC(2026, 0, 10, 11),
  Date.UTC(2026, 0, 11, 11),
  Date.UTC(2026, 11, 25, 11),
]

function texts(values: readonly Value[]): readonly string[] {
  return values.filter((value): value is string => typeof value === 'string')
}

function startedBy(given: {
  readonly contact?: Partial<Contact>
  readonly page?: Page
  readonly profile?: Values
  readonly variables?: Values
}): Beginning['started'] {
  const { contact = {}, page = null, variables = {}, profile } = given
  return {
    kind: 'started',
    contact: { id: usualContact, ...contact },
    page,
    variables,
    ...(profile === undefined ? {} : { profile }),
  }
}
