import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { EnvironmentName, EnvironmentState, VersionEntry } from '../api.ts'
import { useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { When } from '../solutions/when.tsx'
import {
  Button,
  Dialog,
  DialogActions,
  ErrorNotice,
  IconButton,
  Menu,
  type MenuEntry,
  Tag,
  toast,
} from '../ui/index.ts'
import { DeployDialog } from './deploy-dialog.tsx'
import { percent } from './environment-panel.tsx'
import { FetchedChanges } from './fetched-changes.tsx'
import { MigrateDialog } from './migrate-dialog.tsx'
import { RestoreDialog } from './restore-dialog.tsx'
import { useVersions, versionsChanged } from './use-versions.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

interface TableProps {
  readonly solution: string
  readonly environments: readonly EnvironmentState[]
  /** Environments that whoever looks may publish to. */
  readonly allowed: readonly EnvironmentName[]
}

/** All versions, newest first, with their notes. */
export function VersionTable(props: TableProps) {
  const words = useVersionWords()
  const { data, error } = useVersions(props.solution)
  return (
    <section className={styles.section} aria-labelledby="versions">
      <h2 id="versions">{words.list}</h2>
      {error === null ? null : <ErrorNotice error={error} />}
      {data?.versions.length === 0 ? <p>{words.none}</p> : null}
      {data === undefined || data.versions.length === 0 ? null : (
        <div className={styles.scroll}>
          <table className={styles.table} aria-labelledby="versions">
            <tbody>
              {data.versions.map((version) => (
                <Row key={version.number} version={version} {...props} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({ version, ...props }: TableProps & { readonly version: VersionEntry }) {
  const words = useVersionWords()
  const { number, created_at: at, by, note, archived, live } = version
  return (
    <tr>
      <th scope="row">{words.version(number)}</th>
      <td>
        <When at={at} /> {words.by(by ?? words.somebody)}
        {note === null ? null : <div>{note}</div>}
      </td>
      <td>
        {live.map(({ environment, share }) => (
          <Tag key={environment} tone={environment === 'prod' ? 'good' : 'accent'}>
            {words.liveIn(environment, share === 1 ? null : percent(share))}
          </Tag>
        ))}
        {archived === null ? null : <Tag>{words.archived}</Tag>}
      </td>
      <td>
        <More version={version} {...props} />
      </td>
    </tr>
  )
}

type Open = 'compare' | 'restore' | 'migrate' | { readonly deploy: EnvironmentName } | null

function More({ solution, version, environments, allowed }: TableProps & { readonly version: VersionEntry }) {
  const words = useVersionWords()
  const mayEdit = useMay('solution:edit')
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const { number, archived, live } = version
  const path = `/solutions/${solution}/versions/${number}`

  function putAway(method: 'POST' | 'DELETE'): void {
    request(`${path}/archive`, { method, ...(method === 'POST' ? { body: {} } : {}) })
      .then(() => versionsChanged(solution))
      .catch((error: unknown) => toast(error instanceof Error ? error.message : String(error), 'bad'))
  }

  const deploys: readonly MenuEntry[] =
    archived === null
      ? allowed.map((environment) => ({
          id: `deploy-${environment}`,
          label: words.deployTo(environment),
          disabled: live.some((it) => it.environment === environment && it.share === 1),
          onSelect: () => setOpen({ deploy: environment }),
        }))
      : []
  const keeps: readonly MenuEntry[] = allowed.includes('sandbox')
    ? [
        archived === null
          ? { id: 'archive', label: words.archive, disabled: live.length > 0, onSelect: () => putAway('POST') }
          : { id: 'unarchive', label: words.unarchive, onSelect: () => putAway('DELETE') },
      ]
    : []
  return (
    <>
      <Menu
        label={words.moreFor(number)}
        trigger={
          <IconButton name={words.moreFor(number)}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
        entries={[
          { id: 'compare', label: words.compare, onSelect: () => setOpen('compare') },
          {
            id: 'download',
            label: words.download,
            onSelect: () => window.location.assign(`/studio/api${path}/folder`),
          },
          ...(mayEdit ? [{ id: 'restore', label: words.restore, onSelect: () => setOpen('restore') }] : []),
          ...deploys,
          ...(allowed.length > 0 && archived === null
            ? [{ id: 'migrate', label: words.migrate, onSelect: () => setOpen('migrate') }]
            : []),
          ...keeps,
        ]}
      />
      {open === 'compare' ? (
        <Dialog title={words.compareTitle(number)} open onClose={close} wide>
          <FetchedChanges solution={solution} from={String(number)} to="document" />
          <DialogActions>
            <Button onPress={close}>{words.close}</Button>
          </DialogActions>
        </Dialog>
      ) : null}
      {open === 'restore' ? <RestoreDialog solution={solution} number={number} onClose={close} /> : null}
      {open === 'migrate' ? <MigrateDialog {...{ solution, number, environments, allowed }} onClose={close} /> : null}
      {typeof open === 'object' && open !== null ? (
        <DeployDialog
          solution={solution}
          number={number}
          live={environments.find(({ environment }) => environment === open.deploy)?.deployment ?? null}
          environment={open.deploy}
          onClose={close}
        />
      ) : null}
    </>
  )
}
