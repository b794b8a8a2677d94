import type { Deployed, Deployment, Draft, Migration, Stay, StoredVersion } from '@parley/runtime'

const timeOf = (ms: number): string => new Date(ms).toISOString()

/** The part of a version's id that its content makes. */
const hashOf = (version: string): string => version.slice('ver_'.length)

export interface VersionAnswer {
  readonly number: number
  /** Of its content: the same for the same, on every server. */
  readonly hash: string
  readonly created_at: string
  readonly by: string | null
  readonly note: string | null
  readonly archived: { readonly at: string; readonly by: string | null } | null
}

export function versionOf({ number, version, createdAt, by, note, archived }: StoredVersion): VersionAnswer {
  return {
    number,
    hash: hashOf(version),
    created_at: timeOf(createdAt),
    by,
    note,
    archived: archived === null ? null : { at: timeOf(archived.at), by: archived.by },
  }
}

export function deploymentOf(deployment: Deployment) {
  const { deployment: number, environment, kind, number: version, canary, by, note, deployedAt } = deployment
  return {
    deployment: number,
    environment,
    kind,
    version,
    hash: hashOf(deployment.version),
    canary:
      canary === null
        ? null
        : { version: canary.number, hash: hashOf(canary.version), share: canary.share, since: canary.since },
    by,
    note,
    at: timeOf(deployedAt),
  }
}

export type DeploymentAnswer = ReturnType<typeof deploymentOf>

/** `changed` is false when the environment ran just that already. */
export const deployedOf = ({ deployment, changed }: Deployed) => ({ deployment: deploymentOf(deployment), changed })

export const draftOf = ({ id, solution, name, author, version, changedAt, expiresAt }: Draft) => ({
  id,
  solution,
  name,
  by: author,
  hash: hashOf(version).replace('draft_', ''),
  changed_at: timeOf(changedAt),
  expires_at: timeOf(expiresAt),
})

export const migrationOf = ({ id, from, to, environment, by, note, at, moved, stayed, done, mapping }: Migration) => ({
  id,
  from,
  to,
  environment,
  mapping,
  by,
  note,
  at: timeOf(at),
  moved,
  stayed,
  done,
})

export type MigrationAnswer = ReturnType<typeof migrationOf>

export const stayOf = ({ conversation, reason }: Stay) => ({ conversation_id: conversation, reason })
