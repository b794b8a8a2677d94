/**
 * Which parts of a solution's flows conversations have been through.
 *
 * A **node** is covered when it was entered, a **port** when the conversation left by it, an **edge** when it was followed;
 * besides those of the ports there are the edges of the menu, of the resume, and of intents that lead on from anywhere.
 */
import type { Flow, Program } from '../program.ts'
import type { PlayedTurn } from './stage.ts'

/** A way from a place of a flow to a node. `from`: a node, `null` for the menu, the resume and what is meant anywhere. */
export interface Edge {
  /** `node.port`, `menu.help`, `resume`. */
  readonly id: string
  readonly from: string | null
  readonly port: string
  readonly to: string
}

export interface Share {
  readonly covered: number
  readonly total: number
  /** What was missed, in the order of the flow. */
  readonly missed: readonly string[]
}

export interface FlowCoverage {
  readonly flow: string
  readonly nodes: Share
  readonly ports: Share
  readonly edges: Share
}

export function edgesOf(flow: Flow): readonly Edge[] {
  const ports = [...flow.nodes.values()].flatMap(({ id, exits }) =>
    [...exits].map(([port, to]): Edge => ({ id: `${id}.${port}`, from: id, port, to })),
  )
  const menu = flow.menu.map(({ id, to }): Edge => ({ id, from: null, port: id, to }))
  const to = flow.resume?.to ?? null
  const meant = [...(flow.understanding?.ways ?? [])].flatMap(([intent, way]): readonly Edge[] =>
    way.kind === 'go' ? [{ id: `intent.${intent}`, from: null, port: `intent.${intent}`, to: way.to }] : [],
  )
  return [...ports, ...menu, ...meant, ...(to === null ? [] : [{ id: 'resume', from: null, port: 'resume', to }])]
}

export class Coverage {
  readonly #program: Program
  /** `flow node`, and `flow node.port`, `flow menu.help`, `flow resume`. */
  readonly #nodes: Set<string>
  readonly #edges: Set<string>

  constructor(program: Program, like?: Coverage) {
    this.#program = program
    this.#nodes = new Set(like === undefined ? [] : like.#nodes)
    this.#edges = new Set(like === undefined ? [] : like.#edges)
  }

  /** Takes note of a turn; whether it went where none went before. */
  add({ happening, visits }: Pick<PlayedTurn, 'happening' | 'visits'>): boolean {
    const before = this.#nodes.size + this.#edges.size
    for (const visit of visits) {
      if (visit.kind === 'enter') this.#nodes.add(`${visit.flow} ${visit.node}`)
      else if (visit.kind === 'leave') this.#edges.add(`${visit.flow} ${visit.node}.${visit.port}`)
      else if (visit.kind === 'go') this.#edges.add(`${visit.flow} ${visit.edge ?? isFromMenu(happening) ?? 'resume'}`)
    }
    return this.#nodes.size + this.#edges.size > before
  }

  hasNode(flow: string, node: string): boolean {
    return this.#nodes.has(`${flow} ${node}`)
  }

  hasEdge(flow: string, edge: string): boolean {
    return this.#edges.has(`${flow} ${edge}`)
  }

  report(): readonly FlowCoverage[] {
    return [...this.#program.flows.values()].map((flow) => {
      const edges = edgesOf(flow)
      const ids = (each: readonly Edge[]) => each.map(({ id }) => id)
      const has = (id: string) => this.hasEdge(flow.name, id)
      return {
        flow: flow.name,
        nodes: shareOf([...flow.nodes.keys()], (node) => this.hasNode(flow.name, node)),
        ports: shareOf(ids(edges.filter(({ from }) => from !== null)), has),
        edges: shareOf(ids(edges), has),
      }
    })
  }
}

function isFromMenu(happening: PlayedTurn['happening']): string | null {
  const picked = happening.kind === 'said' && happening.said.kind === 'choice' ? happening.said.choice : ''
  return picked.startsWith('menu.') ? picked : null
}

function shareOf(all: readonly string[], has: (id: string) => boolean): Share {
  const missed = all.filter((id) => !has(id))
  return { covered: all.length - missed.length, total: all.length, missed }
}

/** All flows together. */
export function sumOf(flows: readonly FlowCoverage[], of: 'nodes' | 'ports' | 'edges'): Omit<Share, 'missed'> {
  const sum = (member: 'covered' | 'total') => flows.reduce((total, flow) => total + flow[of][member], 0)
  return { covered: sum('covered'), total: sum('total') }
}

/** 0 to 100; of nothing everything is covered. */
export function percentOf({ covered, total }: Omit<Share, 'missed'>): number {
  return total === 0 ? 100 : (covered / total) * 100
}
