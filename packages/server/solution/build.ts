import type { ActionSignature, SolutionSource, Values } from '@parley/flow'
import { z } from 'zod'

/**
 * A built solution: everything a node needs to run it, and nothing secret. Stored once per version, content-addressed,
 * never changed. Old formats are migrated in {@link readBuild}; the rest of the program knows this one.
 */
export interface SolutionBuild {
  readonly format: 1
  readonly name: string
  readonly customer: string | null
  readonly start: string
  /** The flow files' own text, so that problems can still name a line. */
  readonly flows: SolutionSource['flows']
  readonly actions: { readonly [name: string]: ActionSignature }
  readonly bundle: string
  readonly sourceMap: string
  readonly params: { readonly [environment in Environment]: Values }
  /** Names only. */
  readonly secrets: readonly string[]
  /** Hosts that the actions may reach. */
  readonly egress: readonly string[]
}

export const environments = ['sandbox', 'prod'] as const
export type Environment = (typeof environments)[number]

const schema = z.object({
  format: z.literal(1),
  name: z.string(),
  customer: z.string().nullable(),
  start: z.string(),
  flows: z.record(z.string(), z.object({ file: z.string(), text: z.string() })),
  actions: z.record(z.string(), z.looseObject({ outcomes: z.array(z.string()) })),
  bundle: z.string(),
  sourceMap: z.string(),
  params: z.object({ sandbox: z.record(z.string(), z.unknown()), prod: z.record(z.string(), z.unknown()) }),
  secrets: z.array(z.string()),
  egress: z.array(z.string()),
})

/** Parses a stored build. Throws when it is none: a damaged store is not something to carry on with. */
export function readBuild(stored: unknown): SolutionBuild {
  return schema.parse(stored) as SolutionBuild
}

/** What the compiler needs of a build. */
export function sourceOf(build: SolutionBuild): SolutionSource {
  return { name: build.name, start: build.start, flows: build.flows, actions: build.actions }
}
