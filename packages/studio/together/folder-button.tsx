import { useQuery } from '@tanstack/react-query'
import { FolderSync } from 'lucide-react'
import { useState } from 'react'
import type { FolderAnswer } from '../api/source.ts'
import { useMay } from '../app/api.ts'
import { RequestError, request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { useSaveState } from '../source/hooks.ts'
import { Button } from '../ui/index.ts'
import { FolderDialog } from './folder-dialog.tsx'

const useWords = defineWords({
  en: {
    here: (count: number) => `Save to the folder (${count})`,
    there: 'The folder has changed',
  },
  ko: {
    here: (count: number) => `폴더에 저장 (${count})`,
    there: '폴더가 변경되었습니다',
  },
})

/** Files on a disk change without a word; this often somebody looks, milliseconds. */
const lookMs = 8000

/** Where the server was started with the solution's folder: what differs, and the way to make both the same. */
export function FolderButton({ solution }: { readonly solution: string }) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const mayCode = useMay('action:edit')
  const { status } = useSaveState()
  const path = `/solutions/${encodeURIComponent(solution)}/folder`
  // Whether there is one is settled when the server starts: a solution without one is asked about once, not after every save.
  const [hasFolder, setHasFolder] = useState(true)
  const state = useQuery({
    queryKey: [solution, 'folder', status === 'saving'],
    queryFn: ({ signal }) =>
      request<FolderAnswer>(path, { signal }).catch((error: unknown) => {
        if (!(error instanceof RequestError && error.code === 'no-folder')) throw error
        setHasFolder(false)
        return null
      }),
    enabled: mayCode && hasFolder && status === 'saved',
    refetchInterval: lookMs,
    refetchOnWindowFocus: true,
    staleTime: 0,
    placeholderData: (before) => before,
  })
  if (state.data == null) return null
  const { changes } = state.data
  if (changes.length === 0) return null
  const isThere = changes.some(({ changed }) => changed !== 'here')
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        <FolderSync size={16} aria-hidden /> {isThere ? words.there : words.here(changes.length)}
      </Button>
      {isOpen ? (
        <FolderDialog path={path} state={state.data} onDone={() => state.refetch()} onClose={() => setOpen(false)} />
      ) : null}
    </>
  )
}
