import './theme.css'
import './appearance.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { Toasts } from '../ui/index.ts'
import { askWhoThisIs, queries } from './api.ts'
import { pages } from './pages.ts'
import { router } from './routes.tsx'

// Asked while the page's own parts are still loaded, except where nobody is signed in yet.
const [, place = ''] = location.pathname.split('/studio/')
if (!pages.some(({ path, frame }) => frame === 'none' && path === place)) void queries.prefetchQuery(askWhoThisIs)

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
