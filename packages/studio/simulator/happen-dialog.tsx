import type { Happening } from '@parley/flow/story'
import { useState } from 'react'
import { Button, Dialog, DialogActions, TextField } from '../ui/index.ts'
import { parseValues } from './outputs.ts'
import { useWords } from './words.ts'

/** A webhook or a page event with its name and content. */
export function HappenDialog(props: {
  readonly kind: 'webhook' | 'page-event'
  readonly onHappen: (happening: Happening) => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const { kind, onHappen, onClose } = props
  const [name, setName] = useState('')
  const [text, setText] = useState('{}')
  const values = parseValues(text)
  return (
    <Dialog title={kind === 'webhook' ? words.webhook : words.pageEvent} open onClose={onClose}>
      <TextField label={words.name} value={name} onChange={setName} autoFocus />
      <TextField
        label={words.payload}
        area
        value={text}
        onChange={setText}
        error={values === null ? words.notJson : undefined}
      />
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={name === '' || values === null}
          onPress={() => {
            const content = values ?? {}
            onHappen(kind === 'webhook' ? { kind, name, payload: content } : { kind, name, properties: content })
            onClose()
          }}
        >
          {words.send}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
