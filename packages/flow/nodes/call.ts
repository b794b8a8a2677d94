import { z } from 'zod'
import type { Expression } from '../expression.ts'
import type { Value, Values } from '../value.ts'
import { fit } from '../variable.ts'
import { edges, meta, note } from './edges.ts'
import { leave, type NodeKind } from './node.ts'
import { compileSave, runSave, type Save, saveSource } from './save.ts'

export const callSource = z.strictObject({
  kind: z.literal('call'),
  flow: z.string().meta({ description: 'The flow of the solution that runs before this one goes on.' }),
  input: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "The called flow's variable to CEL over this flow's names." }),
  save: saveSource.optional().meta({
    description:
      "Variable to CEL over `outputs`, the called flow's variables, and `outcome`; what fails keeps its value.",
  }),
  to: edges.meta({ description: 'One port per outcome with which the called flow ends; "next" when it names none.' }),
  note,
  meta,
})
type CallSource = z.infer<typeof callSource>

export interface CallBody {
  readonly kind: 'call'
  readonly flow: string
  readonly input: readonly { readonly variable: string; readonly value: Expression }[]
  readonly save: Save
}

export const call: NodeKind<CallSource, CallBody> = {
  source: callSource,
  ports(source, around) {
    const called = around.flows.get(source.flow)
    // A flow that is missing or cannot be read is a problem of its own; the ports are taken as they are.
    if (called === undefined || called === null) return { required: [], optional: Object.keys(source.to) }
    return { required: called.ports, outcomesOf: `the flow "${source.flow}"` }
  },
  compile(source, build) {
    const called = build.flow(source.flow, ['flow'])
    return {
      kind: 'call',
      flow: source.flow,
      input: Object.entries(source.input ?? {}).map(([variable, logic]) => ({
        variable,
        value: build.passes(source.flow, variable, logic, ['input', variable]),
      })),
      save: compileSave(source.save, { kind: 'called', variables: called?.variables ?? null }, build),
    }
  },
  pauses: (source, around) => around.flows.get(source.flow)?.pauses ?? true,
  leavesResult: () => true,
  enter(body, turn) {
    const declared = turn.program.flows.get(body.flow)?.variables
    const variables: { [name: string]: Value } = {}
    for (const { variable, value } of body.input) {
      const type = declared?.get(variable)?.type
      const given = value.evaluate(turn)
      const fitting = type === undefined || given === undefined ? undefined : fit(type, given)
      // What fails, does not fit or is not known leaves the called flow's default.
      if (fitting !== undefined && fitting !== null) variables[variable] = fitting
    }
    return { kind: 'call', flow: body.flow, variables }
  },
  returned(body, turn, outcome, outputs: Values) {
    const port = outcome !== null && turn.hasExit(outcome) ? outcome : 'next'
    // The called flow's variables may be sensitive, so a result names the outcome only.
    turn.setResult({ outcome: port, outputs: {} })
    runSave(body.save, turn, { outputs, outcome: port })
    return leave(port)
  },
}
