import type { JSX } from 'preact'
import { webAddress } from '../address.ts'

interface Properties {
  readonly url: string | undefined
  /** What it shows; empty where words beside it say so. */
  readonly alt: string
  readonly class?: string
}

/** A picture of others, who do not learn where it is shown. Nothing where its address is none. */
export function Picture({ url, alt, class: className = '' }: Properties): JSX.Element | null {
  const address = webAddress(url)
  if (address === null) return alt === '' ? null : <span>{alt}</span>
  return (
    <img
      src={address.href}
      alt={alt}
      class={className}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      draggable={false}
    />
  )
}
