import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { join } from './join.ts'
import styles from './ui.module.css'

/** A dialog over everything else. The last line of `children` is usually {@link DialogActions}. */
export function Dialog(props: {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly wide?: boolean
  /** It cannot be closed by clicking beside it. */
  readonly firm?: boolean
  readonly children: ReactNode
}) {
  return (
    <ModalOverlay
      isOpen={props.open}
      onOpenChange={(open) => {
        if (!open) props.onClose()
      }}
      isDismissable={props.firm !== true}
      isKeyboardDismissDisabled={props.firm === true}
      className={styles.overlay ?? ''}
    >
      <Modal className={join(styles.modal, props.wide === true && styles.wide)}>
        <AriaDialog className={styles.dialog ?? ''}>
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
