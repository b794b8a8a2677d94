import './theme.css'
import './appearance.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { Toasts } from '../ui/index.ts'
import { askAgain, askWhoThisIs, queries } from './api.ts'
import { pages } from './pages.ts'
import { router } from './routes.tsx'

// Asked while the page's own parts are still loaded, except where nobody is signed in yet.
const [, place = ''] = location.pathname.split('/studio/')
if (!pages.some(({ path, frame }) => frame === 'none' && path === place)) void begin(/^s\/([^/]+)/.exec(place)?.[1])

/** Whoever is not signed in is sent elsewhere by the frame. */
async function begin(solution: string | undefined): Promise<void> {
  const who = queries.fetchQuery(askWhoThisIs).catch(() => null)
  if (solution === undefined) return
  const [me, { openEarly }] = await Promise.all([who, import('../source/open-early.ts')])
  if (me !== null) openEarly(decodeURIComponent(solution), me.id, askAgain)
}

const root = document.getElementById('studio')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  )
