import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** While a keyboard covers a part of the page, a window over the whole page takes what is left, on browsers that do not do it themselves. */
export function useVisibleHeight(root: RefObject<HTMLElement | null>, on: boolean): void {
  useEffect(() => {
    const visible = window.visualViewport
    const element = root.current
    if (!on || visible === null || element === null) return
    const fit = (): void => {
      // Who has zoomed in moves about in it.
      const zoomed = visible.scale > 1.01
      element.style.setProperty('--visible-height', zoomed ? '100dvh' : `${visible.height}px`)
      element.style.setProperty('--visible-top', zoomed ? '0px' : `${visible.offsetTop}px`)
    }
    fit()
    visible.addEventListener('resize', fit)
    visible.addEventListener('scroll', fit)
    return () => {
      visible.removeEventListener('resize', fit)
      visible.removeEventListener('scroll', fit)
    }
  }, [root, on])
}
