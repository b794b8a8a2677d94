import { useQuery } from '@tanstack/react-query'
import type { PypestreamFilesAnswer } from '../api.ts'
import { request } from '../app/request.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, Working } from '../ui/index.ts'
import { ProblemList } from './problem-list.tsx'
import { saveFile } from './save-file.ts'
import { useSolutionWords } from './words.ts'

export function PypestreamDialog({ solution, onClose }: { readonly solution: string; readonly onClose: () => void }) {
  const words = useSolutionWords()
  const { data, error, isPending } = useQuery({
    queryKey: [solution, 'pypestream'],
    gcTime: 0,
    queryFn: () => request<PypestreamFilesAnswer>(`/solutions/${solution}/export/pypestream`),
  })
  const files = data?.files ?? null

  async function download(): Promise<void> {
    if (files === null) return
    const names = Object.keys(files)
    const [only] = names
    if (names.length === 1 && only !== undefined) {
      saveFile(`${solution}.csv`, new Blob([files[only] ?? ''], { type: 'text/csv' }))
    } else {
      const { strToU8, zipSync } = await import('fflate')
      const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const)
      saveFile(`${solution}-pypestream.zip`, new Blob([zipSync(Object.fromEntries(entries)) as BlobPart]))
    }
    onClose()
  }

  return (
    <Dialog title={words.pypestreamTitle(solution)} open onClose={onClose} wide>
      <p style={{ margin: 0 }}>{words.pypestreamText}</p>
      {isPending ? <Working label={words.reading} /> : null}
      {error === null ? null : <ErrorNotice error={error} />}
      {data === undefined || data.problems.length === 0 ? null : (
        <Notice tone={files === null ? 'bad' : 'warn'}>
          {files === null ? words.pypestreamFailed : words.pypestreamWarnings(data.problems.length)}
          <ProblemList problems={data.problems} />
        </Notice>
      )}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button kind="primary" onPress={() => void download()} isDisabled={files === null}>
          {words.download}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
