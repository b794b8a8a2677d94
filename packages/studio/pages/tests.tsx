import { useState } from 'react'
import styles from '../stories/stories.module.css'
import { Stories } from '../stories/stories.tsx'
import { type Shown, StoryFiles } from '../stories/story-files.tsx'
import { useWords } from '../stories/words.ts'

/** All tests of the solution: what became of them, what they go through, and their files as text. */
export function Component() {
  const words = useWords()
  const [shown, setShown] = useState<Shown | null>(null)
  const show = (file: string, line = 1): void => setShown((before) => ({ file, line, count: (before?.count ?? 0) + 1 }))
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <h1>{words.tests}</h1>
        <Stories onLine={show} />
      </div>
      <div className={styles.column}>
        <StoryFiles shown={shown} onShow={show} />
      </div>
    </div>
  )
}
