import { useEffect, useRef, useState } from 'react'
import { useMatches } from 'react-router'
import type { PageName } from './pages.ts'

/** Names the page in the browser's tab and history, the most particular first: `usePageTitle('Texts', 'my-solution')`. */
export function usePageTitle(...names: readonly string[]): void {
  const title = [...names, 'Parley Studio'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}

/** Which page is open; `undefined` where the address leads to none. */
export const usePageName = (): PageName | undefined => useMatches().at(-1)?.handle as PageName | undefined

/** Where the content of a solution's page begins, below the solution's own navigation. */
export const solutionPageId = 'page'
/** Where the content of every other page begins. */
export const contentId = 'content'

/**
 * On another page the focus goes to its content, unless the page has taken it, as a full load of a page would do.
 *
 * @returns the page's title, to be read out, once somebody has gone there from another page
 */
export function useArrival(): string {
  const page = usePageName()
  const before = useRef(page)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (before.current === page) return
    before.current = page
    setSaid(document.title)
    const place = document.getElementById(solutionPageId) ?? document.getElementById(contentId)
    if (place === null || place.contains(document.activeElement)) return
    place.focus({ preventScroll: true })
  }, [page])
  return said
}
