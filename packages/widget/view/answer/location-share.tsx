import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SayRequest } from '../../protocol.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { locate } from './locate.ts'

export function LocationShare({ onSay }: { readonly onSay: (said: SayRequest, shown: string) => void }): JSX.Element {
  const { words, complain } = useSurroundings()
  const [asking, setAsking] = useState(false)
  async function share(): Promise<void> {
    setAsking(true)
    try {
      const { latitude, longitude } = await locate()
      onSay({ form: { latitude, longitude } }, `${latitude}, ${longitude}`)
    } catch {
      complain(words.no_location)
    } finally {
      setAsking(false)
    }
  }
  return (
    <div class="row">
      <button type="button" class="strong" aria-disabled={asking} onClick={() => void (asking || share())}>
        <Icon name="place" size={20} />
        {words.share_location}
      </button>
    </div>
  )
}
