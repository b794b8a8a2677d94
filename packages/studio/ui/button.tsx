import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import { join } from './join.ts'
import styles from './ui.module.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet'
  readonly children: ReactNode
}

export function Button({ kind = 'plain', ...props }: ButtonProps) {
  return <AriaButton {...props} className={join(styles.button, kind !== 'plain' && styles[kind])} />
}

/** A button that shows a picture: its name is read out, and shown on hover and focus. */
export function IconButton({
  name,
  kind = 'quiet',
  shortcut,
  children,
  ...props
}: ButtonProps & { readonly name: string; readonly shortcut?: string }) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton
        {...props}
        aria-label={name}
        className={join(styles.button, styles.icon, kind !== 'plain' && styles[kind])}
      >
        {children}
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {name}
        {shortcut === undefined ? null : <> · {shortcut}</>}
      </Tooltip>
    </TooltipTrigger>
  )
}
