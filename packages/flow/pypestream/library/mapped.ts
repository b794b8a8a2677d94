import type { Bot } from '../bot.ts'
import type { Piece } from '../piece.ts'
import type { ActionRow } from '../row.ts'

/** One way out of what a command became, and the values of a router that mean it. */
export interface Way {
  readonly node: string
  readonly port: string
  /** The first of them that the row routes counts. */
  readonly values: readonly string[]
}

/** What a command became: nodes whose ways out are still to be joined to other rows. */
export interface Mapped {
  readonly nodes: Piece
  readonly ways: readonly Way[]
}

/** Makes nodes of a command; `null` when its parameters say nothing that nodes could. `id`: of the first node. */
export type Mapper = (row: ActionRow, bot: Bot, id: string) => Mapped | null

export const yes = ['true', 'success'] as const
export const no = ['false'] as const

/** Sets variables, none even, and goes on. */
export function setting(id: string, set: { readonly [variable: string]: string }): Mapped {
  return {
    nodes: new Map([[id, { kind: 'set', set, to: {} }]]),
    ways: [{ node: id, port: 'next', values: yes }],
  }
}

export interface Case {
  readonly when: string
  readonly values: readonly string[]
}

/** The first case that holds decides, otherwise `otherwise`. */
export function deciding(id: string, cases: readonly Case[], otherwise: readonly string[]): Mapped {
  const named = cases.map(({ when, values }) => ({ when, port: values[0] ?? 'true' }))
  const ports = new Map(cases.map(({ values }) => [values[0] ?? 'true', values]))
  return {
    nodes: new Map([[id, { kind: 'branch', cases: named, to: {} }]]),
    ways: [
      ...[...ports].map(([port, values]) => ({ node: id, port, values })),
      { node: id, port: 'else', values: otherwise },
    ],
  }
}

/** Sets variables and then decides. */
export function settingAndDeciding(
  id: string,
  set: { readonly [variable: string]: string },
  cases: readonly Case[],
  otherwise: readonly string[],
): Mapped {
  const check = `${id}_check`
  const decided = deciding(check, cases, otherwise)
  return { nodes: new Map([[id, { kind: 'set', set, to: { next: check } }], ...decided.nodes]), ways: decided.ways }
}
