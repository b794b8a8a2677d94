import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { defineWords } from '../app/words.ts'
import { IconButton } from '../ui/index.ts'
import styles from './together.module.css'

const useWords = defineWords({ en: { close: 'Close' }, ko: { close: '닫기' } })

/** A panel beside the page: the page can be worked on while it is open. Escape closes it. */
export function Drawer(props: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const words = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <aside
      className={styles.drawer}
      aria-label={props.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose()
      }}
    >
      <div className={styles.drawerHead}>
        <h2 ref={heading} tabIndex={-1}>
          {props.title}
        </h2>
        <IconButton name={words.close} onPress={props.onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {props.children}
    </aside>
  )
}
