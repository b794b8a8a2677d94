import type { Choice } from '@parley/flow'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { newId } from '../element-id.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { fill } from '../words/words.ts'

interface Properties {
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly found: number
  readonly all: number
}

/** A field that leaves only the choices that hold its words. */
export function ChoiceSearch({ wanted, onWanted, found, all }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const [id] = useState(() => newId('search'))
  return (
    <div class="search">
      <label class="hidden" for={id}>
        {words.search_choices}
      </label>
      <Icon name="search" size={18} />
      <input
        id={id}
        type="search"
        autocomplete="off"
        placeholder={words.search}
        value={wanted}
        onInput={(event) => onWanted(event.currentTarget.value)}
      />
      <p class="hidden" role="status">
        {wanted === '' ? '' : fill(words.n_of_all, { n: found, all })}
      </p>
    </div>
  )
}

/** Those of the choices that hold the words. */
export function findChoices(choices: readonly Choice[], wanted: string): readonly Choice[] {
  const words = wanted.trim().toLowerCase()
  return choices.filter(({ label, description = '' }) => `${label} ${description}`.toLowerCase().includes(words))
}
