import { ExternalLink, QrCode as QrIcon } from 'lucide-react'
import { useState } from 'react'
import type { PreviewEntry } from '../api.ts'
import { queries, useMay } from '../app/api.ts'
import { request } from '../app/request.ts'
import { When } from '../solutions/when.tsx'
import { Button, Dialog, DialogActions, ErrorNotice, toast } from '../ui/index.ts'
import { CopyButton } from './copy-button.tsx'
import { PreviewForm } from './preview-form.tsx'
import { QrCode } from './qr-code.tsx'
import { usePreviews } from './use-versions.ts'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** Links to try what is in the Studio now, without publishing. */
export function Previews({ solution }: { readonly solution: string }) {
  const words = useVersionWords()
  const mayEdit = useMay('solution:edit')
  const { data, error } = usePreviews(solution, mayEdit)
  if (!mayEdit) return null
  const origin = data?.origin ?? window.location.origin
  return (
    <section className={styles.section} aria-labelledby="previews">
      <h2 id="previews">{words.previews}</h2>
      <p>{words.previewsText}</p>
      <PreviewForm solution={solution} />
      {error === null ? null : <ErrorNotice error={error} />}
      {data?.previews.length === 0 ? <p>{words.noPreviews}</p> : null}
      {data?.previews.map((preview) => (
        <Preview key={preview.id} solution={solution} preview={preview} origin={origin} />
      ))}
    </section>
  )
}

function Preview(props: { readonly solution: string; readonly preview: PreviewEntry; readonly origin: string }) {
  const words = useVersionWords()
  const { solution, preview, origin } = props
  const [open, setOpen] = useState<'code' | 'chat' | null>(null)
  const url = `${origin}${preview.link}`

  async function revoke(): Promise<void> {
    try {
      await request(`/solutions/${solution}/previews/${preview.id}`, { method: 'DELETE' })
      toast(words.revoked, 'good')
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), 'bad')
    }
    await queries.invalidateQueries({ queryKey: [solution, 'previews'] })
  }

  return (
    <div className={styles.panel}>
      <div className={styles.row}>
        <div className={styles.grow}>
          <strong>{preview.name}</strong>{' '}
          <span className={styles.quiet}>
            <When at={preview.changed_at} /> {words.by(preview.by)}, {words.validUntil} <When at={preview.expires_at} />
          </span>
          <div className={styles.link}>
            <code>{url}</code>
          </div>
        </div>
        <Button onPress={() => setOpen('chat')}>{words.tryIt}</Button>
        <CopyButton text={url} label={words.copyLink} />
        <Button onPress={() => setOpen('code')}>
          <QrIcon size={16} aria-hidden /> {words.showCode}
        </Button>
        <Button kind="danger" onPress={() => void revoke()}>
          {words.revoke}
        </Button>
      </div>
      <Dialog title={words.codeOf(preview.name)} open={open === 'code'} onClose={() => setOpen(null)}>
        <div className={styles.row} style={{ justifyContent: 'center' }}>
          <QrCode text={url} label={words.codeOf(preview.name)} />
        </div>
        <code className={styles.link}>{url}</code>
        <DialogActions>
          <CopyButton text={url} label={words.copyLink} />
          <Button onPress={() => setOpen(null)}>{words.close}</Button>
        </DialogActions>
      </Dialog>
      <PreviewChat preview={preview} isOpen={open === 'chat'} onClose={() => setOpen(null)} />
    </div>
  )
}

/** The real widget, on this draft. */
export function PreviewChat(props: {
  readonly preview: Pick<PreviewEntry, 'name' | 'link'>
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  const words = useVersionWords()
  const { preview, isOpen, onClose } = props
  return (
    <Dialog title={words.previewChat(preview.name)} open={isOpen} onClose={onClose} wide>
      <iframe className={styles.frame} src={preview.link} title={words.previewChat(preview.name)} />
      <DialogActions>
        <a href={preview.link} target="_blank" rel="noreferrer" className={styles.row}>
          <ExternalLink size={16} aria-hidden /> {words.newTab}
        </a>
        <Button onPress={onClose}>{words.close}</Button>
      </DialogActions>
    </Dialog>
  )
}
