import { useSyncExternalStore } from 'react'

const dark = '(prefers-color-scheme: dark)'

/** Which colours are shown, for what is painted rather than styled: another text when they change. */
export const themeNow = (): string => `${document.documentElement.dataset.theme ?? ''} ${matchMedia(dark).matches}`

function subscribe(listener: () => void): () => void {
  const query = matchMedia(dark)
  const observer = new MutationObserver(listener)
  query.addEventListener('change', listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    query.removeEventListener('change', listener)
    observer.disconnect()
  }
}

export const useTheme = (): string => useSyncExternalStore(subscribe, themeNow)
