import { z } from 'zod'
import { type ActionBody, action, actionSource } from './action.ts'
import { type AskBody, ask, askSource } from './ask.ts'
import { type BranchBody, branch, branchSource } from './branch.ts'
import { type BrazeAliasBody, brazeAlias, brazeAliasSource } from './braze-alias.ts'
import { type BrazeCampaignBody, brazeCampaign, brazeCampaignSource } from './braze-campaign.ts'
import { type BrazeCanvasBody, brazeCanvas, brazeCanvasSource } from './braze-canvas.ts'
import { type BrazeIdentifyBody, brazeIdentify, brazeIdentifySource } from './braze-identify.ts'
import { type BrazeLookUpBody, brazeLookUp, brazeLookUpSource } from './braze-look-up.ts'
import { type BrazeSubscribeBody, brazeSubscribe, brazeSubscribeSource } from './braze-subscribe.ts'
import { type BrazeTrackBody, brazeTrack, brazeTrackSource } from './braze-track.ts'
import { type CallBody, call, callSource } from './call.ts'
import { type EndBody, end, endSource } from './end.ts'
import { type ExperimentBody, experiment, experimentSource } from './experiment.ts'
import { type HandOverBody, handOver, handOverSource } from './hand-over.ts'
import { type HoursBody, hours, hoursSource } from './hours.ts'
import type { NodeKind } from './node.ts'
import { type SayBody, say, saySource } from './say.ts'
import { type SetBody, set, setSource } from './set.ts'
import { type UnderstandBody, understand, understandSource } from './understand.ts'
import { type WaitBody, wait, waitSource } from './wait.ts'

export const nodeSource = z.discriminatedUnion('kind', [
  saySource,
  askSource,
  branchSource,
  setSource,
  actionSource,
  waitSource,
  callSource,
  experimentSource,
  hoursSource,
  handOverSource,
  understandSource,
  endSource,
  brazeTrackSource,
  brazeLookUpSource,
  brazeAliasSource,
  brazeIdentifySource,
  brazeSubscribeSource,
  brazeCanvasSource,
  brazeCampaignSource,
])

/** A node as a flow file has it. */
export type NodeSource = z.infer<typeof nodeSource>

/** A node ready to run. */
export type NodeBody =
  | SayBody
  | AskBody
  | BranchBody
  | SetBody
  | ActionBody
  | WaitBody
  | CallBody
  | ExperimentBody
  | HoursBody
  | HandOverBody
  | UnderstandBody
  | EndBody
  | BrazeTrackBody
  | BrazeLookUpBody
  | BrazeAliasBody
  | BrazeIdentifyBody
  | BrazeSubscribeBody
  | BrazeCanvasBody
  | BrazeCampaignBody
export type NodeKindName = NodeSource['kind']

const kinds: {
  readonly [kind in NodeKindName]: NodeKind<Extract<NodeSource, { kind: kind }>, Extract<NodeBody, { kind: kind }>>
} = {
  say,
  ask,
  branch,
  set,
  action,
  wait,
  call,
  experiment,
  hours,
  'hand-over': handOver,
  understand,
  end,
  'braze-track': brazeTrack,
  'braze-look-up': brazeLookUp,
  'braze-alias': brazeAlias,
  'braze-identify': brazeIdentify,
  'braze-subscribe': brazeSubscribe,
  'braze-canvas': brazeCanvas,
  'braze-campaign': brazeCampaign,
}

/** The kinds of node that the language has. */
export const nodeKinds = Object.keys(kinds) as readonly NodeKindName[]

export function isNodeKind(kind: unknown): kind is NodeKindName {
  return typeof kind === 'string' && Object.hasOwn(kinds, kind)
}

/** The row of a kind. The table pairs each kind with its own types, which the checker cannot follow through an index. */
export function kindOf(kind: NodeKindName): NodeKind<NodeSource, NodeBody> {
  return kinds[kind] as unknown as NodeKind<NodeSource, NodeBody>
}
