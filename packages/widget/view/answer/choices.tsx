import type { Choice } from '@parley/flow'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from '../../protocol.ts'
import { newId } from '../element-id.ts'
import { useRoving } from '../roving.ts'
import { useSurroundings } from '../surroundings.ts'
import { ChoiceSearch, findChoices } from './choice-search.tsx'
import { ChoiceWords } from './choice-words.tsx'

interface Properties {
  readonly message: Message
  readonly onPick: (choice: Choice) => void
}

/** One of several: buttons, quick replies, a list or tiles. */
export function Choices({
  message: { choices = [], style = 'buttons', search = false },
  onPick,
}: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [wanted, setWanted] = useState('')
  const [hint] = useState(() => newId('hint'))
  const found = findChoices(choices, wanted)
  const { onKeyDown, place } = useRoving(found.length)
  return (
    <div class="control">
      {search ? <ChoiceSearch wanted={wanted} onWanted={setWanted} found={found.length} all={choices.length} /> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div
        class={`choices ${style}`}
        role="group"
        aria-label={words.choices}
        aria-describedby={hint}
        onKeyDown={onKeyDown}
      >
        {found.map((choice, index) => (
          <button type="button" key={choice.id} onClick={() => onPick(choice)} {...place(index)}>
            <ChoiceWords choice={choice} />
          </button>
        ))}
      </div>
      <p class="hidden" id={hint}>
        {words.arrows}
      </p>
    </div>
  )
}
