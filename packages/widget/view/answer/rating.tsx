import type { InputHint } from '@parley/flow'
import type { JSX } from 'preact'
import { Face, Icon } from '../icons.tsx'
import { useRoving } from '../roving.ts'
import { useSurroundings } from '../surroundings.ts'
import { fill } from '../words/words.ts'

interface Properties {
  readonly input: Extract<InputHint, { readonly type: 'rating' }>
  readonly onAnswer: (text: string, shown: string) => void
}

/** Stars, hearts or numbers; the one that is pressed is the answer. */
export function Rating({ input: { max, icon }, onAnswer }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const { onKeyDown, place } = useRoving(max)
  const marks = Array.from({ length: max }, (_, index) => index + 1)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div class="rating" role="group" aria-label={fill(words.rating, { max })} onKeyDown={onKeyDown}>
      {marks.map((mark, index) => {
        const shown = fill(words.n_of_all, { n: mark, all: max })
        return (
          <button type="button" key={mark} onClick={() => onAnswer(String(mark), shown)} {...place(index)}>
            <span aria-hidden="true">{shownAs(icon, mark, max)}</span>
            <span class="hidden">{shown}</span>
          </button>
        )
      })}
    </div>
  )
}

function shownAs(icon: Properties['input']['icon'], mark: number, max: number): JSX.Element | number {
  if (icon === 'number') return mark
  return icon === 'smiley' ? (
    <Face mood={(mark - 1) / Math.max(1, max - 1)} size={34} />
  ) : (
    <Icon name={icon} size={32} />
  )
}
