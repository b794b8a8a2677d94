import { useState } from 'react'

/**
 * The token of a one-time link, from behind its `#`, where no server and no log sees it. It is taken out of the address at once, so that
 * it is neither in the history nor on a shared screen, and kept for a reload of the same tab.
 */
export function useLinkToken(page: 'welcome' | 'invitation'): string | null {
  const [token] = useState(() => {
    const given = location.hash.slice(1)
    const kept = `parley.studio.${page}`
    if (given === '') return sessionStorage.getItem(kept)
    sessionStorage.setItem(kept, given)
    history.replaceState(history.state, '', location.pathname)
    return given
  })
  return token
}

export const forgetLinkToken = (page: 'welcome' | 'invitation'): void =>
  sessionStorage.removeItem(`parley.studio.${page}`)
