import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { HistoryDiff } from '../api/source.ts'
import { queries } from '../app/api.ts'
import { request } from '../app/request.ts'
import { defineWords } from '../app/words.ts'
import { useReadOnly } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, ErrorNotice, toast, Working } from '../ui/index.ts'
import styles from './together.module.css'

const Changes = lazy(() => import('../versions/changes.tsx').then((module) => ({ default: module.Changes })))

const useWords = defineWords({
  en: {
    title: (point: string) => `As it was: ${point}`,
    comparing: 'Comparing with the present …',
    same: 'Nothing has changed since.',
    since: 'What has changed from then to now:',
    restore: 'Bring it back',
    restoring: 'Bringing it back …',
    hint: 'Bringing it back is an edit like any other: it can be undone by bringing back a later point. Comments stay.',
    done: 'It is as it was then. What was there before is in the history.',
    close: 'Close',
  },
  ko: {
    title: (point: string) => `당시 상태: ${point}`,
    comparing: '현재와 비교하는 중 …',
    same: '그 이후로 바뀐 것이 없습니다.',
    since: '그때부터 지금까지 바뀐 것:',
    restore: '되돌리기',
    restoring: '되돌리는 중 …',
    hint: '되돌리기도 하나의 변경입니다. 이후 시점으로 다시 되돌릴 수 있습니다. 댓글은 그대로 남습니다.',
    done: '당시 상태로 되돌렸습니다. 이전 내용은 기록에 있습니다.',
    close: '닫기',
  },
})

/** How the solution was, against how it is, and the way back. */
export function PastDialog(props: {
  readonly path: string
  readonly solution: string
  readonly number: number
  readonly title: string
  readonly onClose: () => void
}) {
  const words = useWords()
  const readOnly = useReadOnly()
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const { path, solution, number, title, onClose } = props
  const compared = useQuery({
    queryKey: [solution, 'history', number],
    queryFn: ({ signal }) => request<HistoryDiff>(`${path}/history/${number}/diff`, { signal }),
    staleTime: 0,
    gcTime: 0,
  })
  const restore = () => {
    setBusy(true)
    setError(null)
    request(`${path}/history/${number}/restore`, { method: 'POST' })
      .then(async () => {
        toast(words.done, 'good')
        onClose()
        await queries.invalidateQueries({ queryKey: [solution, 'history'] })
      }, setError)
      .finally(() => setBusy(false))
  }
  const isSame = compared.data?.diff.same === true
  return (
    <Dialog title={words.title(title)} open wide onClose={onClose}>
      {compared.isPending ? <Working label={words.comparing} /> : null}
      {compared.error === null ? null : <ErrorNotice error={compared.error} />}
      {compared.data === undefined ? null : (
        <>
          <p>{isSame ? words.same : words.since}</p>
          {isSame ? null : (
            <Suspense>
              <Changes answer={compared.data} />
            </Suspense>
          )}
        </>
      )}
      {error === null ? null : <ErrorNotice error={error} />}
      {readOnly || isSame ? null : <p className={styles.quiet}>{words.hint}</p>}
      <DialogActions>
        <Button onPress={onClose}>{words.close}</Button>
        {readOnly || isSame ? null : (
          <Button kind="primary" onPress={restore} isDisabled={isBusy || compared.data === undefined}>
            {isBusy ? words.restoring : words.restore}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
