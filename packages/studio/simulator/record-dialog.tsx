import { useState } from 'react'
import { useSource } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, ErrorNotice, Notice, TextField, toast, Working } from '../ui/index.ts'
import { useAnswer } from '../worker/client.ts'
import { presentTurns, useSimulation } from './simulation.ts'
import { Code } from './turn-details.tsx'
import { useWords } from './words.ts'

/** `A visitor signs up` → `a-visitor-signs-up`. */
export const fileNameOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)

/** The conversation so far becomes a story of the solution. */
export function RecordDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords()
  const store = useSource()
  const simulation = useSimulation()
  const [name, setName] = useState('')
  const turns = presentTurns(simulation)
  const { beginning } = simulation
  const path = `tests/${fileNameOf(name) || 'conversation'}.test.yaml`
  const recorded = useAnswer(
    'record',
    beginning === null || name.trim() === ''
      ? null
      : {
          name: name.trim(),
          ...(beginning.flow === undefined ? {} : { flow: beginning.flow }),
          ...(beginning.node === undefined ? {} : { node: beginning.node }),
          turns: turns.map(({ at, happening, effects, visits }) => ({ at, happening, effects, visits })),
          present: store.text(path) ?? null,
        },
  )
  return (
    <Dialog title={words.recordTitle} open wide onClose={onClose}>
      <p>
        {words.recordText} {beginning?.node === undefined ? null : words.recordFrom(beginning.node)}
      </p>
      <TextField
        label={words.storyName}
        placeholder={words.storyPlaceholder}
        value={name}
        onChange={setName}
        autoFocus
        hint={name.trim() === '' ? null : `${words.file}: ${path}`}
      />
      {recorded === null ? (
        name.trim() === '' ? null : (
          <Working label={words.record} />
        )
      ) : (
        <>
          <Code text={recorded.text} />
          {recorded.leftOut.length === 0 ? null : (
            <Notice tone="warn">
              {words.leftOut} {recorded.leftOut.join(' ')}
            </Notice>
          )}
          {recorded.deviation === null ? null : (
            <ErrorNotice error={`${words.deviates} ${recorded.deviation.expected} / ${recorded.deviation.happened}`} />
          )}
        </>
      )}
      <DialogActions>
        <Button onPress={onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={recorded === null}
          onPress={() => {
            if (recorded === null) return
            store.putText(path, recorded.text)
            toast(words.saved(path), 'good')
            onClose()
          }}
        >
          {words.save}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
