import type { RefObject } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Entry } from '../../client/chat.ts'

/** So near to its end the transcript is at its end. */
const nearPixels = 40

/**
 * The conversation is followed to its end unless the person has scrolled up to read; `news` is whether something came meanwhile.
 */
export function useFollowing(log: RefObject<HTMLDivElement | null>, entries: readonly Entry[], typing: string | null) {
  const [following, setFollowing] = useState(true)
  const [news, setNews] = useState(false)
  const follows = useRef(true)
  const top = useRef(0)
  const set = useCallback((on: boolean): void => {
    follows.current = on
    setFollowing(on)
    if (on) setNews(false)
  }, [])
  const follow = useCallback((): void => {
    if (follows.current && log.current !== null) log.current.scrollTop = log.current.scrollHeight
  }, [log])

  function onScroll(): void {
    const element = log.current
    if (element === null) return
    // Only a person scrolls up; when the transcript loses height, its end moves away by itself.
    if (element.scrollHeight - element.scrollTop - element.clientHeight < nearPixels) set(true)
    else if (element.scrollTop < top.current) set(false)
    top.current = element.scrollTop
  }
  function jump(): void {
    set(true)
    follow()
    log.current?.focus({ preventScroll: true })
  }

  const last = entries.at(-1)
  const count = useRef(entries.length)
  // Each of these makes the transcript longer.
  useLayoutEffect(() => {
    const added = entries.length > count.current
    count.current = entries.length
    // Who says something wants to see it.
    if (added && last?.kind === 'sending') set(true)
    else if (added && !follows.current) setNews(true)
    follow()
  }, [entries, typing])

  useEffect(() => {
    const element = log.current
    if (element === null) return
    // A picture has its height only once it is there; what appears below takes height from the transcript.
    element.addEventListener('load', follow, true)
    const watch = new ResizeObserver(follow)
    watch.observe(element)
    return () => {
      element.removeEventListener('load', follow, true)
      watch.disconnect()
    }
  }, [log, follow])
  return { following, news, onScroll, jump }
}
