import { useQuery } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { ProblemCount, SolutionEntry, SolutionMade } from '../api.ts'
import { queries, useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { Button, IconButton, Menu, type MenuEntry, Tag, toast } from '../ui/index.ts'
import { DuplicateDialog } from './duplicate-dialog.tsx'
import { PypestreamDialog } from './pypestream-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import styles from './solutions.module.css'
import { When } from './when.tsx'
import { useSolutionWords } from './words.ts'

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

export function SolutionRow(props: {
  readonly entry: SolutionEntry
  readonly taken: readonly string[]
  /** Something is to be brought into it. */
  readonly onImport: () => void
}) {
  const { entry, taken, onImport } = props
  const words = useSolutionWords()
  const { name, source, live, conversations } = entry
  return (
    <li className={styles.entry}>
      <div>
        <h2>{source === null ? name : <Link to={`/s/${name}`}>{name}</Link>}</h2>
        <div className={styles.quiet}>
          {source === null ? (
            words.notInStudio
          ) : (
            <>
              <When at={source.changed_at} /> {words.by(source.changed_by)}
            </>
          )}
        </div>
        {source?.folder == null ? null : <div className={styles.quiet}>{words.folder(source.folder)}</div>}
      </div>
      <div>
        <div className={styles.quiet}>{words.runs}</div>
        <div className={styles.tags}>
          {live.length === 0 ? words.nothingRuns : null}
          {live.map(({ environment, version, canary }) => (
            <Tag key={environment} tone={environment === 'prod' ? 'good' : 'accent'}>
              {words.version(environment, version)}
              {canary === null ? '' : ` · ${words.canary(canary.version, percent(canary.share))}`}
            </Tag>
          ))}
        </div>
      </div>
      <div>
        <div className={styles.quiet}>{words.recent}</div>
        {words.counts(conversations.sandbox, conversations.prod)}
        {source === null ? null : <Problems solution={name} changedAt={source.changed_at} />}
      </div>
      <div className={styles.end}>
        {source === null ? <OpenVersion solution={name} /> : <More solution={name} taken={taken} onImport={onImport} />}
      </div>
    </li>
  )
}

/** Found by compiling it, one solution after the other: it comes when it is there. */
function Problems({ solution, changedAt }: { readonly solution: string; readonly changedAt: string }) {
  const words = useSolutionWords()
  const { data } = useQuery({
    queryKey: [solution, 'problems', changedAt],
    queryFn: ({ signal }) => request<ProblemCount>(`/solutions/${solution}/problems`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data === undefined) return <div className={styles.tags} style={{ minHeight: 22 }} />
  const { errors, warnings } = data
  return (
    <div className={styles.tags}>
      {errors > 0 ? <Tag tone="bad">{words.errors(errors)}</Tag> : null}
      {warnings > 0 ? <Tag tone="warn">{words.warnings(warnings)}</Tag> : null}
      {errors + warnings === 0 ? <Tag tone="good">{words.noProblems}</Tag> : null}
    </div>
  )
}

/** There are only versions of it: its document is made of the newest. */
function OpenVersion({ solution }: { readonly solution: string }) {
  const words = useSolutionWords()
  const navigate = useNavigate()
  const mayEdit = useMay('solution:edit')
  const [isMaking, setMaking] = useState(false)
  async function make(): Promise<void> {
    setMaking(true)
    try {
      const made = await request<SolutionMade>('/solutions', { body: { name: solution, from: { kind: 'version' } } })
      void queries.invalidateQueries({ queryKey: ['solutions'] })
      for (const { file, reason } of made.left_out.slice(0, 3)) toast(`${file}: ${reason}`, 'warn')
      await navigate(`/s/${solution}`)
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
      setMaking(false)
    }
  }
  if (!mayEdit) return null
  return (
    <Button onPress={() => void make()} isDisabled={isMaking}>
      {isMaking ? words.making : words.open}
    </Button>
  )
}

function More(props: { readonly solution: string; readonly taken: readonly string[]; readonly onImport: () => void }) {
  const { solution, taken, onImport } = props
  const words = useSolutionWords()
  const mayEdit = useMay('solution:edit')
  const [open, setOpen] = useState<'copy' | 'pypestream' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const edits: readonly MenuEntry[] = [
    { id: 'copy', label: words.duplicate, onSelect: () => setOpen('copy') },
    { id: 'import', label: words.importInto, onSelect: onImport },
    'line',
    { id: 'remove', label: words.remove, onSelect: () => setOpen('remove') },
  ]
  return (
    <>
      <Menu
        label={words.more(solution)}
        trigger={
          <IconButton name={words.more(solution)}>
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
        entries={[
          {
            id: 'zip',
            label: words.exportZip,
            onSelect: () => window.location.assign(`/studio/api/solutions/${solution}/export`),
          },
          { id: 'pypestream', label: words.exportPypestream, onSelect: () => setOpen('pypestream') },
          ...(mayEdit ? edits : []),
        ]}
      />
      {open === 'copy' ? <DuplicateDialog solution={solution} taken={taken} onClose={close} /> : null}
      {open === 'pypestream' ? <PypestreamDialog solution={solution} onClose={close} /> : null}
      {open === 'remove' ? <RemoveDialog solution={solution} onClose={close} /> : null}
    </>
  )
}
