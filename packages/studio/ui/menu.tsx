import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, Keyboard, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import styles from './ui.module.css'

export type MenuEntry =
  | {
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly shortcut?: string
      readonly disabled?: boolean
      readonly onSelect: () => void
    }
  | 'line'

/** A button that opens a menu. `trigger` is a {@link Button} or an {@link IconButton}. */
export function Menu({
  trigger,
  entries,
  label,
}: {
  readonly trigger: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly label: string
}) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''}>
        <AriaMenu aria-label={label}>
          {entries.map((entry, index) =>
            entry === 'line' ? (
              <Separator key={`line-${entries.slice(0, index).length}`} />
            ) : (
              <MenuItem
                key={entry.id}
                id={entry.id}
                textValue={entry.label}
                className={styles.option ?? ''}
                isDisabled={entry.disabled === true}
                onAction={entry.onSelect}
              >
                {entry.icon}
                <span style={{ flex: 1 }}>{entry.label}</span>
                {entry.shortcut === undefined ? null : <Keyboard className={styles.hint}>{entry.shortcut}</Keyboard>}
              </MenuItem>
            ),
          )}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
