import type { ComponentChildren, JSX } from 'preact'
import { linkAddress } from '../address.ts'
import { Icon } from '../icons.tsx'

interface Properties {
  readonly url: string
  readonly children: ComponentChildren
  readonly class?: string
}

/** A link out of the conversation; words alone where its address is none. */
export function Link({ url, children, class: className = '' }: Properties): JSX.Element {
  const address = linkAddress(url)
  if (address === null) return <span class={className}>{children}</span>
  const away = address.leaves ? { target: '_blank', rel: 'noopener noreferrer' } : {}
  return (
    <a href={address.href} class={className} {...away}>
      {children}
    </a>
  )
}

/** The same as a button. */
export function LinkButton({ label, url }: { readonly label: string; readonly url: string }): JSX.Element {
  return (
    <Link url={url} class="button">
      {label}
      {linkAddress(url)?.leaves ? <Icon name="out" size={16} /> : null}
    </Link>
  )
}
