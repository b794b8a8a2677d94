import type { ReactNode } from 'react'
import styles from './settings.module.css'

export function Section(props: {
  readonly id: string
  readonly title: string
  readonly hint?: string
  readonly children: ReactNode
}) {
  const { id, title, hint, children } = props
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {hint === undefined ? null : <p>{hint}</p>}
      {children}
    </section>
  )
}
