import type { ReactNode } from 'react'
import styles from './report.module.css'

/** What may be wider or longer than its place; reached by the keyboard, so that it can be scrolled. */
export function Scrolled({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      {children}
    </section>
  )
}
