import { nearest } from '../nearest.ts'
import type { Program } from '../program.ts'
import type { Line } from './line.ts'
import { Stage, type StageOptions } from './stage.ts'
import type { Story } from './story.ts'

/** What a story expected and what happened instead. */
export interface Deviation {
  /** Index into the story's steps; their number, when something happens after the last. */
  readonly at: number
  readonly expected: string
  readonly happened: string
}

export interface Played {
  /** `null`: all went as written. */
  readonly deviation: Deviation | null
  /** What was said and done until then. */
  readonly lines: readonly Line[]
}

/** Plays a story against a program: no clock, no network, no real action. */
export function performStory(program: Program, story: Story, options: StageOptions = {}): Played {
  const lost = missingBeginning(program, story)
  if (lost !== null) return { deviation: lost, lines: [] }
  const stage = new Stage(program, story, options)
  for (const [at, step] of story.steps.entries()) {
    const miss = stage.take(step)
    if (miss !== null) return { deviation: { at, ...miss }, lines: stage.lines }
  }
  return { deviation: remainder(stage, story), lines: stage.lines }
}

/** A story of a flow, or of a node, that is not there cannot begin. */
export function missingBeginning(program: Program, { flow = program.start, node }: Story): Deviation | null {
  const found = program.flows.get(flow)
  if (found === undefined) {
    const flows = [...program.flows.keys()].join(', ')
    return { at: 0, expected: `the solution has the flow ${flow}`, happened: `its flows are ${flows}` }
  }
  if (node === undefined || found.nodes.has(node)) return null
  const near = nearest(node, found.nodes.keys())
  const happened = `it has none of that name${near === null ? '' : `, but ${near}`}`
  return { at: 0, expected: `the flow ${flow} has the node ${node}`, happened }
}

/** What a stage has left when a story is over. */
export function remainder(stage: Stage, { steps }: Story): Deviation | null {
  const unsaid = stage.unheard()
  return unsaid === null ? null : { at: steps.length, expected: 'nothing more', happened: unsaid }
}

/** Plays a story; `null` when all went as written. */
export function playStory(program: Program, story: Story): Deviation | null {
  return performStory(program, story).deviation
}
