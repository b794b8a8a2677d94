import { useQuery } from '@tanstack/react-query'
import { FolderInput, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { SolutionList } from '../api.ts'
import { useMay } from '../app/api.ts'
import { usePageTitle } from '../app/page-title.ts'
import { request } from '../app/request.ts'
import { Button, Empty, ErrorNotice, Working } from '../ui/index.ts'
import { droppedFiles, type GivenFile } from './given-files.ts'
import { ImportDialog } from './import-dialog.tsx'
import { NewSolutionDialog } from './new-solution.tsx'
import { SolutionRow } from './solution-row.tsx'
import styles from './solutions.module.css'
import { useSolutionWords } from './words.ts'

type Open =
  | { readonly kind: 'new' }
  | { readonly kind: 'import'; readonly files: readonly GivenFile[]; readonly into?: string }
  | null

/** What one sees first: all solutions of the workspace. */
export function SolutionsPage() {
  const words = useSolutionWords()
  usePageTitle(words.title)
  const mayEdit = useMay('solution:edit')
  const [open, setOpen] = useState<Open>(null)
  const list = useQuery({ queryKey: ['solutions'], queryFn: () => request<SolutionList>('/solutions') })
  const isDragged = useDrop(mayEdit && open === null, (files) => setOpen({ kind: 'import', files }))
  const solutions = list.data?.solutions ?? []
  const names = solutions.map(({ name }) => name)
  const begin = (
    <div className={styles.buttons}>
      <Button kind="primary" onPress={() => setOpen({ kind: 'new' })}>
        <Plus size={16} aria-hidden /> {words.create}
      </Button>
      <Button onPress={() => setOpen({ kind: 'import', files: [] })}>
        <FolderInput size={16} aria-hidden /> {words.import}
      </Button>
    </div>
  )
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        {mayEdit && solutions.length > 0 ? begin : null}
        <p>{words.intro}</p>
      </div>
      {list.isPending ? <Working label={words.loading} /> : null}
      {list.error === null ? null : <ErrorNotice error={list.error} />}
      {list.isSuccess && solutions.length === 0 ? (
        <Empty title={words.emptyTitle} action={mayEdit ? begin : null}>
          {words.emptyText}
        </Empty>
      ) : null}
      <ul className={styles.list}>
        {solutions.map((entry) => (
          <SolutionRow
            key={entry.name}
            entry={entry}
            taken={names}
            onImport={() => setOpen({ kind: 'import', files: [], into: entry.name })}
          />
        ))}
      </ul>
      {isDragged ? <div className={styles.drop}>{words.drop}</div> : null}
      {open?.kind === 'new' ? (
        <NewSolutionDialog taken={names} templates={list.data?.templates ?? []} onClose={() => setOpen(null)} />
      ) : null}
      {open?.kind === 'import' ? (
        <ImportDialog
          taken={names}
          existing={solutions.filter(({ source }) => source !== null).map(({ name }) => name)}
          files={open.files}
          {...(open.into === undefined ? {} : { into: open.into })}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </div>
  )
}

/** Files may be dropped anywhere on the page: whether some are held over it. */
function useDrop(isOpen: boolean, onDrop: (files: readonly GivenFile[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!isOpen) return
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
    const over = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      setOver(false)
      void droppedFiles(event.dataTransfer).then((files) => {
        if (files.length > 0) onDrop(files)
      })
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [isOpen, onDrop])
  return isOver
}
