import { lazy, Suspense } from 'react'
import type { InboxProps } from './inbox.tsx'

// Who edits examples does not come for it each time.
const Inbox = lazy(() => import('./inbox.tsx').then((module) => ({ default: module.Inbox })))

export function InboxPanel(props: InboxProps) {
  return (
    <Suspense>
      <Inbox {...props} />
    </Suspense>
  )
}
