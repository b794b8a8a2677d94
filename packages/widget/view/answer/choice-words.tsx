import type { Choice } from '@parley/flow'
import type { JSX } from 'preact'
import { Picture } from '../content/picture.tsx'
import { useSurroundings } from '../surroundings.ts'

/** What stands on a choice. */
export function ChoiceWords({ choice }: { readonly choice: Choice }): JSX.Element {
  const { words } = useSurroundings()
  return (
    <>
      <Picture url={choice.image} alt="" />
      <span class="label">
        <span>
          {choice.label}
          {choice.url ? <span class="hidden"> {words.opens_page}</span> : null}
        </span>
        {choice.description ? <span class="soft">{choice.description}</span> : null}
      </span>
    </>
  )
}
