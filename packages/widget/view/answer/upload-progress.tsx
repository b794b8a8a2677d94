import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useSurroundings } from '../surroundings.ts'

interface Properties {
  /** 0 to 1 */
  readonly share: number
  readonly onStop: () => void
}

export function UploadProgress({ share, onStop }: Properties): JSX.Element {
  const { words, language } = useSurroundings()
  const stop = useRef<HTMLButtonElement>(null)
  // It takes the place of the button that was pressed.
  useEffect(() => stop.current?.focus({ preventScroll: true }), [])
  return (
    <div class="row upload">
      <progress max={1} value={share} aria-label={words.upload} />
      <span class="soft" aria-hidden="true">
        {share.toLocaleString(language, { style: 'percent' })}
      </span>
      <button type="button" class="quiet" ref={stop} onClick={onStop}>
        {words.stop}
      </button>
    </div>
  )
}
