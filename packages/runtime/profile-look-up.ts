import type { Values } from '@parley/flow'
import { type Contact, type Program, visitorLabel } from '@parley/flow'
import type { Queryable } from './database.ts'
import type { ConversationId, VersionId, VisitorId } from './ids.ts'
import type { Log, Ports, ProfileAsked } from './ports.ts'
import type { Programs } from './programs.ts'
import type { Environment } from './runtime.ts'
import { findConversation } from './sql/find-conversation.ts'
import { findNobody } from './sql/find-nobody.ts'
import { asked } from './versions.ts'

/** Whose conversation it is, and where it runs. */
export interface LookUpInput {
  readonly solution: string
  readonly environment: Environment
  readonly version: VersionId
  readonly contact: Pick<Contact, 'external_id'>
  /** The contact's external id is proved. */
  readonly proved: boolean
  readonly visitor?: VisitorId
}

/** For an event: `{ profile }`, or nothing. */
export type LookUpProfile = (program: Program, input: LookUpInput) => Promise<{ readonly profile?: Values }>

/** Looks profiles up for conversations that show something of them. Never fails: without a profile a conversation goes on. */
export function createProfileLookUp(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly log: Log
  readonly lookUp: Ports['lookUpProfile']
}): LookUpProfile {
  /** RI3 */
  async function personOf({ contact, proved, visitor }: LookUpInput): Promise<ProfileAsked['person'] | null> {
    const { external_id } = contact
    if (external_id !== undefined) return proved ? { external_id } : null
    if (visitor === undefined) return null
    const nobody = await findNobody(parts.db, parts.workspace, visitor)
    return nobody === null ? null : { alias_name: nobody, alias_label: visitorLabel }
  }

  return async (program, input) => {
    if (parts.lookUp === undefined || program.profile.length === 0) return {}
    const { solution, environment, version } = input
    try {
      const person = await personOf(input)
      const profile = person === null ? null : await parts.lookUp({ solution, environment, version, person })
      return profile === null ? {} : { profile }
    } catch (error) {
      // Its words may hold something of the person.
      parts.log.warn(
        { solution, environment, error: error instanceof Error ? error.name : 'unknown' },
        'a profile could not be looked up',
      )
      return {}
    }
  }
}

/** The same for a conversation that goes on, whose person has just proved who they are. */
export function profileOfConversation(parts: {
  readonly db: Queryable
  readonly workspace: string
  readonly programs: Programs
  readonly lookUpProfile: LookUpProfile
}): (conversation: ConversationId, contact: Contact) => ReturnType<LookUpProfile> {
  const { db, workspace, programs } = parts
  return async (conversation, contact) => {
    const place = await asked(findConversation(db, workspace, conversation))
    if (place === null) return {}
    const program = programs.find(place.version) ?? (await asked(programs.load(db, place.version)))
    return parts.lookUpProfile(program, { ...place, contact, proved: contact.proved === true })
  }
}
