import { useEffect, useState } from 'react'

/** Once is enough: a panel that is opened later shows its content at once. */
let wasDrawn = false

/** Whether what is drawn first has been drawn: until then the canvas has the processor to itself. */
export function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(wasDrawn)
  useEffect(() => {
    let isGone = false
    const drawn = (): void => {
      wasDrawn = true
      if (!isGone) setDrawn(true)
    }
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        // Not every browser tells when it is idle.
        if ('requestIdleCallback' in globalThis) requestIdleCallback(drawn, { timeout: 1000 })
        else setTimeout(drawn, 50)
      }),
    )
    return () => {
      isGone = true
    }
  }, [])
  return isDrawn
}
