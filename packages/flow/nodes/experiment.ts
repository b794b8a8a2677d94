import { z } from 'zod'
import { draw } from '../sticky.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'

export const experimentSource = z.strictObject({
  kind: z.literal('experiment'),
  name: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'Experiments of one name give a contact the same variant; default "<flow>.<node>".' }),
  variants: z
    .array(
      z.strictObject({
        port: z.string().min(1).max(64).meta({ description: 'Port of this variant.' }),
        weight: z
          .number()
          .min(0)
          .max(1_000_000)
          .meta({ description: 'Its share among the weights of all; 0: nobody any more.' }),
      }),
    )
    .min(1)
    .max(50)
    .meta({ description: 'The ways among which people are split.' }),
  to: edges.meta({ description: 'One port per variant.' }),
  note,
  meta,
})
type ExperimentSource = z.infer<typeof experimentSource>

export interface ExperimentBody {
  readonly kind: 'experiment'
  readonly name: string
  readonly variants: readonly { readonly name: string; readonly weight: number }[]
}

export const experiment: NodeKind<ExperimentSource, ExperimentBody> = {
  source: experimentSource,
  ports: (source) => ({ required: [...new Set(source.variants.map(({ port }) => port))] }),
  compile(source, build) {
    const ports = source.variants.map(({ port }) => port)
    for (const [index, port] of ports.entries()) {
      if (ports.indexOf(port) !== index)
        build.problem(
          'bad-variant',
          ['variants', index, 'port'],
          `Two variants have the port "${port}".`,
          'Give each variant its own port; two ports may lead to the same node.',
        )
    }
    if (source.variants.every(({ weight }) => weight === 0))
      build.problem(
        'bad-variant',
        ['variants'],
        'No variant has a weight, so that nobody could get any.',
        'Give at least one variant a weight above 0.',
      )
    return {
      kind: 'experiment',
      name: source.name ?? build.place,
      variants: source.variants.map(({ port, weight }) => ({ name: port, weight })),
    }
  },
  pauses: () => false,
  leavesResult: () => true,
  enter(body, turn) {
    const port = draw(body.variants, body.name, turn.contact?.id ?? '')?.name ?? ''
    turn.setResult({ outcome: port, outputs: {} })
    return leave(port)
  },
}
