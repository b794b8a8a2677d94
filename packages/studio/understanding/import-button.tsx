import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/index.ts'
import type { NluEditing } from './use-nlu.ts'
import { useWords } from './words.ts'

// Few ever import anything.
const ImportDialog = lazy(() => import('./import-dialog.tsx').then((module) => ({ default: module.ImportDialog })))

export function ImportButton(props: {
  readonly editing: NluEditing
  readonly own: string
  readonly languages: readonly string[]
}) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onPress={() => setOpen(true)}>{words.import}</Button>
      {isOpen ? (
        <Suspense>
          <ImportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
