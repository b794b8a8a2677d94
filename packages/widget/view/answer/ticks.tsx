import type { Choice } from '@parley/flow'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from '../../protocol.ts'
import { useSurroundings } from '../surroundings.ts'
import { fill } from '../words/words.ts'
import { ChoiceSearch, findChoices } from './choice-search.tsx'
import { ChoiceWords } from './choice-words.tsx'

interface Properties {
  readonly message: Message
  readonly onSend: (picked: readonly Choice[]) => void
}

/** Boxes to tick, with a button that sends them. */
export function Ticks({ message, onSend }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const { choices = [], multiple = { min: 0, max: choices.length }, search = false } = message
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState(false)
  const [wanted, setWanted] = useState('')
  const found = findChoices(choices, wanted)
  const { min, max } = multiple
  const need = fill(min === max ? words.pick : words.pick_range, { n: min, min, max })
  const fits = picked.size >= min && picked.size <= max

  function tick(id: string, on: boolean): void {
    const next = new Set(picked)
    if (on) next.add(id)
    else next.delete(id)
    setPicked(next)
    setAsked(false)
  }
  function send(): void {
    if (fits) onSend(choices.filter(({ id }) => picked.has(id)))
    else setAsked(true)
  }
  return (
    <div class="control">
      {search ? <ChoiceSearch wanted={wanted} onWanted={setWanted} found={found.length} all={choices.length} /> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div class="ticks" role="group" aria-label={words.choices_several}>
        {found.map((choice) => (
          <label key={choice.id} class="tick">
            <input
              type="checkbox"
              value={choice.id}
              checked={picked.has(choice.id)}
              onChange={(event) => tick(choice.id, event.currentTarget.checked)}
            />
            <ChoiceWords choice={choice} />
          </label>
        ))}
      </div>
      <div class="row">
        <button type="button" class="strong" onClick={send}>
          {words.done}
        </button>
        <p class={asked ? 'soft error' : 'soft'} role="status">
          {picked.size === 0 ? need : `${fill(words.picked, { n: picked.size })} ${asked || !fits ? need : ''}`}
        </p>
      </div>
    </div>
  )
}
