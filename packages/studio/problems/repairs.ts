/**
 * One-click repairs: what can be done about a problem without thinking.
 *
 * PR1 pure: from a problem and the flows come the same repairs with the same ids, here and in the worker
 * PR2 a repair that is offered takes its problem away and brings no error, but for those of a node that could not be read before: the
 *     worker tries each one before it is offered
 */
import type { Problem } from '@parley/flow'
import {
  leaveCircle,
  mendEdge,
  mendId,
  mendPort,
  mendStart,
  removeCase,
  removeNode,
  routePort,
} from './edge-repairs.ts'
import type { FlowMendable } from './mendable.ts'
import { findIn, type Repair, type RepairSource, type RepairsOf } from './repair.ts'
import {
  addFlow,
  addInput,
  mendAction,
  mendAddress,
  mendChoice,
  mendDuration,
  mendFormat,
  mendHours,
  mendIdle,
  mendLimit,
  mendLocale,
  mendLogic,
  mendMember,
  mendShape,
  mendText,
  mendTextType,
  mendTimeZone,
  mendVariants,
  mendWait,
  newFlow,
  removeIt,
  removeSecret,
  renameSecond,
  useNearValue,
} from './setting-repairs.ts'
import {
  addLabel,
  leadCorrected,
  leaveRing,
  mendEntity,
  mendIntent,
  mendUnderstanding,
} from './understanding-repairs.ts'
import {
  declareGiven,
  makeSensitive,
  mendInput,
  mendLogicType,
  mendName,
  mendType,
  mendVariable,
  removeDefault,
  renameVariable,
} from './variable-repairs.ts'

const both =
  (...all: readonly RepairsOf[]): RepairsOf =>
  (found) => {
    const repairs = all.flatMap((each) => each(found))
    return repairs.filter(({ id }, index) => repairs.findIndex((other) => other.id === id) === index)
  }

const byCode: { readonly [code in FlowMendable]: RepairsOf } = {
  'wrong-shape': mendShape,
  'unknown-member': mendMember,
  'unknown-format': mendFormat,
  'unknown-kind': useNearValue,
  'bad-id': mendId,
  'reserved-name': renameVariable,
  'missing-start': mendStart,
  'dangling-edge': mendEdge,
  'unknown-port': mendPort,
  'unrouted-outcome': routePort,
  'dead-end': routePort,
  'loop-without-wait': leaveCircle,
  'unreachable-node': removeNode,
  'never-taken': removeCase,
  'unknown-action': mendAction,
  'unknown-flow': addFlow,
  'unknown-intent': mendIntent,
  'unknown-entity': mendEntity,
  'unreachable-intent': mendIntent,
  'missing-label': addLabel,
  'bad-understanding': mendUnderstanding,
  'digression-loop': leaveRing,
  'digression-ring': leaveRing,
  'stale-value': leadCorrected,
  'bad-variant': mendVariants,
  'bad-hours': mendHours,
  'bad-time-zone': mendTimeZone,
  'bad-wait': mendWait,
  'bad-menu': renameSecond,
  'sensitive-leak': makeSensitive,
  'missing-input': addInput,
  'unknown-input': mendMember,
  'mistyped-input': both(mendInput, mendLogicType),
  'queued-save': removeIt,
  'undeclared-variable': mendVariable,
  'never-set-variable': declareGiven,
  'maybe-unset-variable': declareGiven,
  'wrong-variable-type': mendType,
  'bad-default': removeDefault,
  'unknown-name': mendName,
  'text-syntax': both(mendName, mendText),
  'text-type': both(mendName, mendTextType),
  'logic-syntax': mendLogic,
  'logic-type': mendLogicType,
  'bad-pattern': removeIt,
  'bad-duration': mendDuration,
  'bad-idle': mendIdle,
  'bad-choice': mendChoice,
  'bad-limit': mendLimit,
  'bad-address': mendAddress,
  'bad-field': renameSecond,
  'bad-locale': mendLocale,
  'secret-in-source': removeSecret,
  'braze-identifier': removeIt,
  'braze-field': mendName,
  'braze-near-field': mendMember,
  'braze-name': removeIt,
  'braze-subscription': removeIt,
}

/** What may mend the problem. PR1 */
export function repairsOf(problem: Problem, source: RepairSource): readonly Repair[] {
  const found = findIn(problem, source)
  if (found !== null) return byCode[problem.code as FlowMendable]?.(found) ?? []
  // The solution starts with a flow that is not there.
  const name = problem.code === 'missing-start' ? /flow "([^"]+)"/.exec(problem.reason)?.[1] : undefined
  return name === undefined || problem.place.flow !== undefined ? [] : [newFlow(name)]
}
