import { useEffect } from 'react'
import { create } from 'zustand'

/** Once is enough: a panel that is opened later shows its content at once. */
const useShown = create(() => ({ isDrawn: false }))
let isTold = false

/** Who waits for a canvas that never comes waits no longer, milliseconds. */
const longestMs = 2000

/** Called when it is known what of a canvas is seen first, which is drawn next. */
export function tellOpened(): void {
  if (isTold) return
  isTold = true
  const drawn = (): void => useShown.setState({ isDrawn: true })
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      // Not every browser tells when it is idle.
      if ('requestIdleCallback' in globalThis) requestIdleCallback(drawn, { timeout: 1000 })
      else setTimeout(drawn, 50)
    }),
  )
}

/** Whether what is drawn first has been drawn: until then the canvas has the processor to itself. */
export function useDrawn(): boolean {
  useEffect(() => {
    const timer = setTimeout(tellOpened, longestMs)
    return () => clearTimeout(timer)
  }, [])
  return useShown((state) => state.isDrawn)
}
