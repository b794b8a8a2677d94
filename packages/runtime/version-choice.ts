/**
 * Which version a new conversation runs: the draft it was started on, the environment's version, or its canary.
 */
import { hash } from 'node:crypto'
import { RuntimeError } from './error.ts'
import type { ContactId, VersionId } from './ids.ts'
import type { Environment, StartInput } from './runtime.ts'
import type { Deployment, Drafts, Versions } from './version.ts'

export interface ChosenVersion {
  readonly version: VersionId
  /** `null`: a draft has none. */
  readonly number: number | null
  readonly environment: Environment
}

/** `contact`: the id that the contact gets when nobody knows them. Fails with `unknown-solution`, `not-deployed`, `unknown-draft`. */
export type ChooseVersion = (input: StartInput, contact: ContactId) => Promise<ChosenVersion>

export function createVersionChoice(parts: {
  readonly versions: Pick<Versions, 'current' | 'list'>
  readonly drafts: Pick<Drafts, 'find'>
}): ChooseVersion {
  return async ({ solution, environment, draft: id, contact, visitor }, newId) => {
    if (id !== undefined) {
      const draft = await parts.drafts.find(id)
      if (draft.solution === solution) return { version: draft.version, number: null, environment: 'sandbox' }
      throw new RuntimeError('unknown-draft', `The draft is one of another solution than ${named(solution)}.`)
    }
    const deployment = await parts.versions.current(solution, environment)
    if (deployment === null) throw await notDeployed(parts.versions, solution, environment)
    return { ...chooseVersion(deployment, { id: newId, externalId: contact.external_id, visitor }), environment }
  }
}

/** As much of a digest as a number holds exactly. */
const digits = 12

/**
 * Which of an environment's versions a contact's new conversations run. The same contact gets the same one for as long as
 * the canary goes on, on every node; a larger share takes others in and lets nobody go. A contact who is known by external
 * id is told by it, so that it holds before anybody has looked up who that is.
 */
export function chooseVersion(
  deployment: Pick<Deployment, 'solution' | 'environment' | 'version' | 'number' | 'canary'>,
  contact: { readonly id: ContactId; readonly externalId: string | undefined; readonly visitor?: string | undefined },
): { readonly version: VersionId; readonly number: number } {
  const { canary, solution, environment, version, number } = deployment
  if (canary === null) return { version, number }
  const { id, externalId, visitor } = contact
  const nobody = visitor === undefined ? ['id', id] : ['visitor', visitor]
  const person = externalId === undefined ? nobody : ['external', externalId]
  const digest = hash('sha256', JSON.stringify([solution, environment, canary.since, ...person]), 'hex')
  const place = Number.parseInt(digest.slice(0, digits), 16) / 16 ** digits
  return place < canary.share ? { version: canary.version, number: canary.number } : { version, number }
}

async function notDeployed(
  versions: Pick<Versions, 'list'>,
  solution: string,
  environment: Environment,
): Promise<RuntimeError> {
  const [any] = await versions.list(solution, { limit: 1 })
  if (any === undefined) return new RuntimeError('unknown-solution', `There is no solution ${named(solution)}.`)
  return new RuntimeError(
    'not-deployed',
    `The solution ${named(solution)} is not deployed to ${environment}. Deploy one of its versions.`,
  )
}

const named = (solution: string): string => JSON.stringify(solution.slice(0, 80))
