import { MessagesSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { usePageTitle } from '../app/page-title.ts'
import { Preferences } from '../app/preferences.tsx'
import styles from './access.module.css'

/** The frame of the pages that somebody sees before they are signed in. */
export function Entry({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  usePageTitle(title)
  return (
    <div className={styles.entry}>
      <header className={styles.entryHead}>
        <span className={styles.brand}>
          <MessagesSquare size={20} aria-hidden /> Parley Studio
        </span>
        <Preferences />
      </header>
      <main className={styles.card}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
