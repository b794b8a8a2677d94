import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { SayRequest } from '../../protocol.ts'
import { newId } from '../element-id.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { type FileHint, failureOf, problemOf, wasStopped } from './file-choice.ts'
import { UploadProgress } from './upload-progress.tsx'

interface Properties {
  readonly input: FileHint
  readonly onSay: (said: SayRequest, shown: string) => void
}

/** A file, chosen or dropped, sent with its progress; sending it can be stopped. */
export function FileUpload({ input, onSay }: Properties): JSX.Element {
  const surroundings = useSurroundings()
  const { chat, words, complain } = surroundings
  const [id] = useState(() => newId('file'))
  const field = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [over, setOver] = useState(false)

  async function send(): Promise<void> {
    const file = field.current?.files?.[0]
    const problem = problemOf(file, input, surroundings)
    if (problem !== null || file === undefined) return complain(problem ?? '')
    complain('')
    stop.current = new AbortController()
    setShare(0)
    try {
      const kept = await chat.upload(file, setShare, stop.current.signal)
      onSay({ file: kept.id }, kept.name)
    } catch (error) {
      if (!wasStopped(error)) complain(failureOf(error, surroundings))
    } finally {
      setShare(null)
    }
  }
  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(false)
    const files = event.dataTransfer?.files
    if (field.current !== null && files !== undefined && files.length > 0) field.current.files = files
  }
  return (
    <div class="control">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is another way to what the field inside does */}
      <div
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="up" />
        <span class="soft" aria-hidden="true">
          {words.drop}
        </span>
        <label class="hidden" for={id}>
          {words.file}
        </label>
        <input ref={field} id={id} type="file" accept={(input.accept ?? []).join(',')} />
      </div>
      {share === null ? (
        <div class="row">
          <button type="button" class="strong" onClick={() => void send()}>
            {words.send}
          </button>
          {input.cancel ? (
            <button type="button" class="quiet" onClick={() => onSay({ choice: 'cancel' }, input.cancel ?? '')}>
              {input.cancel}
            </button>
          ) : null}
        </div>
      ) : (
        <UploadProgress share={share} onStop={() => stop.current?.abort()} />
      )}
    </div>
  )
}
