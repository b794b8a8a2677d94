import { type CSSProperties, type KeyboardEvent, type ReactNode, type RefObject, Suspense, useId } from 'react'
import { defineWords } from '../app/words.ts'
import { join, Working } from '../ui/index.ts'
import styles from './editor.module.css'
import { useDrawn } from './use-drawn.ts'

export interface PanelTab {
  readonly id: string
  readonly label: ReactNode
  readonly icon?: ReactNode
  readonly count?: number
  readonly tone?: 'plain' | 'bad'
  readonly content: ReactNode
}

const useWords = defineWords({ en: { opening: 'Opening …' }, ko: { opening: '여는 중 …' } })

/** A panel beside the canvas, with tabs. Only the chosen one is there; its state lives outside. */
export function Panel(props: {
  readonly label: string
  readonly tabs: readonly PanelTab[]
  readonly selected: string
  readonly onSelect: (id: string) => void
  readonly close: ReactNode
  readonly style: CSSProperties
  readonly className?: string | undefined
  readonly innerRef?: RefObject<HTMLDivElement | null>
}) {
  const { label, tabs, onSelect, close, style, className, innerRef } = props
  const words = useWords()
  const id = useId()
  const isDrawn = useDrawn()
  const chosen = tabs.find((tab) => tab.id === props.selected) ?? tabs[0]
  if (chosen === undefined) return null
  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = tabs[(tabs.findIndex(({ id: each }) => each === chosen?.id) + by + tabs.length) % tabs.length]
    if (next === undefined) return
    onSelect(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  return (
    <section ref={innerRef} aria-label={label} className={join(styles.panel, className)} style={style}>
      <div className={styles.panelHead}>
        <div role="tablist" aria-label={label}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab === chosen}
              aria-controls={`${id}-body`}
              tabIndex={tab === chosen ? 0 : -1}
              className={styles.panelTab}
              onClick={() => onSelect(tab.id)}
              onKeyDown={onKeyDown}
            >
              {tab.icon} {tab.label}
              {tab.count === undefined || tab.count === 0 ? null : (
                <span className={styles.tone} data-tone={tab.tone}>
                  {tab.count}
                </span>
              )}
            </button>
          ))}
        </div>
        {close}
      </div>
      <div
        role="tabpanel"
        id={`${id}-body`}
        aria-labelledby={`${id}-${chosen.id}`}
        className={styles.panelBody}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls is scrolled with keys
        tabIndex={0}
        data-body
      >
        <Suspense fallback={<Working label={words.opening} />}>{isDrawn ? chosen.content : null}</Suspense>
      </div>
    </section>
  )
}
