/**
 * Where the focus goes. FO1 opening by a person's act moves it into the window; FO2 closing gives it back to what had it; FO3 whatever
 * answers brings it to where the next answer is typed; FO4 only a window that covers the page keeps it inside.
 */
import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks'

interface Places {
  readonly shown: boolean
  readonly panel: RefObject<HTMLElement | null>
  readonly field: RefObject<HTMLElement | null>
  readonly log: RefObject<HTMLElement | null>
  readonly launcher: RefObject<HTMLElement | null>
  /** It is a window, which opens and closes; with a launcher of its own or one of the page's. */
  readonly closable: boolean
}

export function useFocus({ shown, panel, field, log, launcher, closable }: Places): { focusAnswer(): void } {
  // On a touch screen focus in the field would raise the keyboard over the question.
  const focusAnswer = useCallback(() => {
    if (!holdsFocus(panel.current)) return
    if (matchMedia('(pointer: fine)').matches && field.current !== null) field.current.focus()
    else log.current?.focus({ preventScroll: true })
  }, [panel, field, log])

  const was = useRef(false)
  const before = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    if (was.current === shown) return
    was.current = shown
    if (shown) {
      // FO1. A page that opens the chat by itself, or has it open, takes the focus from nobody.
      if (navigator.userActivation?.isActive !== true || !closable) return
      before.current = focusedOutside(panel.current)
      panel.current?.focus({ preventScroll: true })
      focusAnswer()
    } else {
      // FO2
      const back = before.current
      before.current = null
      if (back?.isConnected) back.focus()
      else launcher.current?.focus()
    }
  }, [shown, panel, launcher, closable, focusAnswer])
  return { focusAnswer }
}

function holdsFocus(panel: HTMLElement | null): boolean {
  const root = panel?.getRootNode()
  return root instanceof ShadowRoot && panel !== null && panel.contains(root.activeElement)
}

/** What has the focus on the page outside of the chat. */
function focusedOutside(panel: HTMLElement | null): HTMLElement | null {
  const root = panel?.getRootNode()
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused === document.body) return null
  return root instanceof ShadowRoot && root.host === focused ? null : focused
}

const stops = 'a[href], button, input, select, textarea, iframe, video[controls], [tabindex]'

/** FO4 */
export function keepTabInside(event: KeyboardEvent, panel: HTMLElement): void {
  const all = [...panel.querySelectorAll<HTMLElement>(stops)].filter(
    (each) => each.tabIndex >= 0 && !each.matches(':disabled') && each.closest('[inert]') === null && isShown(each),
  )
  const root = panel.getRootNode()
  const focused = root instanceof ShadowRoot ? root.activeElement : null
  const [from, to] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]]
  if (focused !== from && focused !== panel) return
  if (focused === panel && !event.shiftKey) return
  event.preventDefault()
  to?.focus()
}

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0
