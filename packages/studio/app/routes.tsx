import { createBrowserRouter, type RouteObject } from 'react-router'
import { Working } from '../ui/index.ts'
import { type PageEntry, type PageName, pages } from './pages.ts'
import { Shell } from './shell.tsx'
import { defineWords } from './words.ts'
import { WrongPage } from './wrong-page.tsx'

const useWords = defineWords({ en: { opening: 'Opening …' }, ko: { opening: '여는 중 …' } })

/** While the parts of the first page are loaded. */
function Opening() {
  return <Working label={useWords().opening} />
}

/** Each page is loaded when it is first opened; its module exports `Component`. */
const modules: { readonly [page in PageName]: NonNullable<RouteObject['lazy']> } = {
  'sign-in': () => import('../pages/sign-in.tsx'),
  welcome: () => import('../pages/welcome.tsx'),
  invitation: () => import('../pages/invitation.tsx'),
  solutions: () => import('../pages/solutions.tsx'),
  flows: () => import('../pages/flows.tsx'),
  actions: () => import('../pages/actions.tsx'),
  texts: () => import('../pages/texts.tsx'),
  understanding: () => import('../pages/understanding.tsx'),
  tests: () => import('../pages/tests.tsx'),
  braze: () => import('../pages/braze.tsx'),
  versions: () => import('../pages/versions.tsx'),
  report: () => import('../pages/report.tsx'),
  transcripts: () => import('../pages/transcripts.tsx'),
  settings: () => import('../pages/settings.tsx'),
  people: () => import('../pages/people.tsx'),
  keys: () => import('../pages/keys.tsx'),
  audit: () => import('../pages/audit.tsx'),
  account: () => import('../pages/account.tsx'),
}

const standingIn = (frame: PageEntry['frame']): readonly RouteObject[] =>
  pages
    .filter((page) => page.frame === frame)
    .map(({ path, page }) => ({ path, lazy: modules[page], handle: page, HydrateFallback: Opening }))

export const router = createBrowserRouter(
  [
    ...standingIn('none'),
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: WrongPage,
      HydrateFallback: Opening,
      children: [
        ...standingIn('studio'),
        // It opens the document (`useSource`) once for all pages of the solution.
        { lazy: () => import('../pages/solution-frame.tsx'), children: [...standingIn('solution')] },
      ],
    },
    { path: '*', Component: WrongPage },
  ],
  { basename: '/studio' },
)
