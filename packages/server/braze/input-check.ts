import { endpoints, requestMembers, trackArrays } from '@parley/braze/contract'
import type { Values } from '@parley/flow'
import { brazeCalls } from './braze-call.ts'

export interface InputProblem {
  /** JSON pointer into `{ "input": … }`. */
  readonly pointer: string
  readonly detail: string
}

/** Beside the request's body: what the flow says about how it is sent. */
const ownMember = 'options'

/**
 * What is wrong with an edited input of a delivery, as far as it would be lost without a word: a member that the call does not
 * have, a list that is none, nothing to send. What is in the objects is for Braze to judge. Of an action nothing is known here.
 */
export function checkInput(action: string, input: Values): readonly InputProblem[] {
  const method = Object.hasOwn(brazeCalls, action) ? brazeCalls[action]?.method : undefined
  const endpoint = Object.values(endpoints).find(({ id }) => id === method)
  if (endpoint === undefined) return []
  const members = requestMembers(endpoint)
  const unknown = Object.keys(input).filter((name) => name !== ownMember && !members.includes(name))
  const known = `${action} takes ${members.map((name) => `\`${name}\``).join(', ')}.`
  const problems = unknown.map((name) => problem(name, `There is no such member. ${known}`))
  return method === 'users.track' ? [...problems, ...checkTrack(input)] : problems
}

function checkTrack(input: Values): readonly InputProblem[] {
  const given = trackArrays.filter((name) => input[name] !== undefined)
  const wrong = given.filter((name) => !isListOfObjects(input[name]))
  if (wrong.length > 0) return wrong.map((name) => problem(name, 'This must be a list of objects.'))
  const objects = given.reduce((sum, name) => sum + (input[name] as readonly unknown[]).length, 0)
  return objects === 0 ? [{ pointer: '/input', detail: 'There is nothing to track. Discard it instead.' }] : []
}

const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each))

const problem = (member: string, detail: string): InputProblem => ({
  pointer: `/input/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  detail,
})
