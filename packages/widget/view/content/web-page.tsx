import type { Value } from '@parley/flow'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Message } from '../../protocol.ts'
import { webAddress } from '../address.ts'
import { Icon } from '../icons.tsx'

export type OnValues = (values: { readonly [name: string]: Value }) => void

interface Properties {
  readonly view: NonNullable<Message['web_view']>
  /** Called with what the page posts back; absent where nothing waits for it. */
  readonly onValues?: OnValues | undefined
}

const defaultHeight = 320

/** A page of others: in a sandboxed frame, or in a window of its own. */
export function WebPage({ view, onValues }: Properties): JSX.Element {
  const frame = useRef<HTMLIFrameElement>(null)
  const opened = useRef<Window | null>(null)
  const page = webAddress(view.url)
  const origin = page?.origin
  useEffect(() => {
    if (origin === undefined || onValues === undefined) return
    const listen = (event: MessageEvent): void => {
      // Only from the page itself, in the window that shows it, and from where it was opened.
      const source = view.inline ? frame.current?.contentWindow : opened.current
      if (event.origin !== origin || event.source === null || event.source !== source) return
      const values: unknown = event.data?.parley
      if (typeof values === 'object' && values !== null) onValues(values as { readonly [name: string]: Value })
    }
    addEventListener('message', listen)
    return () => removeEventListener('message', listen)
  }, [origin, onValues, view.inline])
  if (page === null) return <span>{view.label}</span>
  if (view.inline)
    return (
      // Scripts and forms of its own, never this page's.
      <iframe
        ref={frame}
        sandbox="allow-scripts allow-forms allow-popups allow-same-origin"
        referrerPolicy="no-referrer"
        allow=""
        title={view.label}
        height={view.height ?? defaultHeight}
        src={page.href}
      />
    )
  const show = (): void => {
    // A page that answers needs to know who opened it; another does not.
    const who = onValues === undefined ? ',noopener' : ''
    opened.current = open(page.href, '_blank', `popup,width=480,height=720${who}`)
  }
  return (
    <button type="button" class="button" onClick={show}>
      {view.label}
      <Icon name="out" size={16} />
    </button>
  )
}
