import type { Card, Choice } from '@parley/flow'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { LinkButton } from './link.tsx'
import { Picture } from './picture.tsx'

export type OnPick = (choice: Choice, title: string) => void

interface Properties {
  readonly cards: readonly Card[]
  /** Absent where nothing can be picked. */
  readonly onPick?: OnPick | undefined
  /** What has been answered cannot be picked any more. */
  readonly closed: boolean
}

/** Cards side by side, each with its own buttons. */
export function Cards({ cards, onPick, closed }: Properties): JSX.Element {
  const { words } = useSurroundings()
  const list = useRef<HTMLUListElement>(null)
  const turn = (step: 1 | -1): void => {
    const element = list.current
    if (element === null) return
    const way = getComputedStyle(element).direction === 'rtl' ? -step : step
    element.scrollBy({ left: way * element.clientWidth * 0.8 })
  }
  return (
    <div class="carousel">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so from the keyboard */}
      {/* biome-ignore lint/a11y/noRedundantRoles: without its marks a list is none to some screen readers */}
      <ul ref={list} class="cards" role="list" tabIndex={0} aria-label={words.cards}>
        {cards.map((card, index) => (
          <li class="card" key={index}>
            <Picture url={card.image} alt="" />
            <div class="words">
              <strong>{card.title}</strong>
              {card.text ? <p class="soft">{card.text}</p> : null}
              <div class="stack">
                {card.choices.map((choice) =>
                  'id' in choice && onPick !== undefined ? (
                    <button
                      type="button"
                      class="pick"
                      disabled={closed}
                      key={choice.id}
                      onClick={() => onPick(choice, card.title)}
                    >
                      {choice.label}
                    </button>
                  ) : (
                    <LinkButton key={choice.label} label={choice.label} url={choice.url ?? ''} />
                  ),
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {cards.length < 2 ? null : (
        // For the mouse; the keyboard scrolls the list itself.
        <div class="turn" aria-hidden="true">
          <button type="button" tabIndex={-1} title={words.previous} onClick={() => turn(-1)}>
            <Icon name="back" size={18} />
          </button>
          <button type="button" tabIndex={-1} title={words.next} onClick={() => turn(1)}>
            <Icon name="on" size={18} />
          </button>
        </div>
      )}
    </div>
  )
}
