import { useState } from 'react'
import { useParams } from 'react-router'
import { useFlow, useFlowNames, usePaths } from '../source/hooks.ts'
import { Button, Checkbox, Dialog, DialogActions, Select, TextField } from '../ui/index.ts'
import { useScope, useSurroundings } from '../worker/client.ts'
import type { Beginning } from '../worker/protocol.ts'
import { type BeginningDraft, beginningOf, faultsIn, variableFields } from './beginning.ts'
import styles from './simulator.module.css'
import { useWords } from './words.ts'

/** Everything that a conversation can begin with. */
export function BeginningDialog(props: {
  readonly draft: BeginningDraft
  readonly onBegin: (beginning: Beginning, draft: BeginningDraft) => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const { solution = '' } = useParams()
  const around = useSurroundings(solution).data
  const [draft, setDraft] = useState(props.draft)
  const change = (part: Partial<BeginningDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const flow = draft.flow === '' ? (around?.start ?? 'main') : draft.flow
  const fields = variableFields(useScope(flow, null)?.variables ?? [])
  const faults = faultsIn(draft, fields)
  return (
    <Dialog title={words.settings} open wide onClose={props.onClose}>
      <Place draft={draft} flow={flow} onChange={change} />
      <div className={styles.grid}>
        <Select
          label={words.language}
          value={draft.language}
          options={[
            { value: '', label: '—' },
            ...useLanguages(around?.language).map((value) => ({ value, label: value })),
          ]}
          onChange={(language) => change({ language })}
        />
        <label className={styles.field}>
          <span>{words.at}</span>
          <input
            className={styles.native}
            type="datetime-local"
            value={draft.at}
            onChange={(event) => change({ at: event.currentTarget.value })}
          />
        </label>
      </div>
      <Person draft={draft} onChange={change} faults={faults} />
      <PageFields draft={draft} onChange={change} faults={faults} />
      {fields.length === 0 ? null : (
        <details open={draft.node !== ''}>
          <summary>{words.variables}</summary>
          <p className={styles.hint}>{words.linkHint}</p>
          <div className={styles.grid}>
            {fields.map(({ name, type }) => (
              <TextField
                key={name}
                label={type === 'json' ? `${name} (JSON)` : name}
                value={draft.variables[name] ?? ''}
                placeholder={type === 'boolean' ? 'true / false' : ''}
                error={faults.includes(`variables.${name}`) ? words.notFitting : undefined}
                onChange={(value) => change({ variables: { ...draft.variables, [name]: value } })}
              />
            ))}
          </div>
        </details>
      )}
      <DialogActions>
        <Button onPress={props.onClose}>{words.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={faults.length > 0}
          onPress={() => props.onBegin(beginningOf(draft, fields, Date.now()), draft)}
        >
          {words.begin}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type Change = (part: Partial<BeginningDraft>) => void

/** The languages that the solution has texts in. */
function useLanguages(own = 'en'): readonly string[] {
  const translated = usePaths().flatMap((path) => /^texts\/([A-Za-z0-9-]+)\.ya?ml$/.exec(path)?.[1] ?? [])
  return [...new Set([own, ...translated])]
}

function Place({
  draft,
  flow,
  onChange,
}: {
  readonly draft: BeginningDraft
  readonly flow: string
  readonly onChange: Change
}) {
  const words = useWords()
  const nodes = Object.keys(useFlow(flow)?.nodes ?? {})
  return (
    <div className={styles.grid}>
      <Select
        label={words.startFlow}
        value={flow}
        options={useFlowNames().map((value) => ({ value, label: value }))}
        onChange={(value) => onChange({ flow: value, node: '' })}
      />
      <Select
        label={words.startNode}
        value={draft.node}
        options={[{ value: '', label: words.flowStart }, ...nodes.map((value) => ({ value, label: value }))]}
        onChange={(node) => onChange({ node })}
      />
    </div>
  )
}

interface PartProperties {
  readonly draft: BeginningDraft
  readonly onChange: Change
  readonly faults: readonly string[]
}

function Person({ draft, onChange, faults }: PartProperties) {
  const words = useWords()
  const names = {
    external_id: words.externalId,
    email: words.email,
    phone: words.phone,
    name: words.contactName,
    id: words.contactId,
  }
  return (
    <details>
      <summary>{words.contact}</summary>
      <div className={styles.grid}>
        {Object.entries(names).map(([member, label]) => (
          <TextField
            key={member}
            label={label}
            value={draft.contact[member] ?? ''}
            onChange={(value) => onChange({ contact: { ...draft.contact, [member]: value } })}
          />
        ))}
      </div>
      <Checkbox label={words.proved} checked={draft.proved} onChange={(proved) => onChange({ proved })} />
      <TextField
        label={words.profile}
        area
        value={draft.profile}
        onChange={(profile) => onChange({ profile })}
        error={faults.includes('profile') ? words.notJson : undefined}
      />
    </details>
  )
}

function PageFields({ draft, onChange, faults }: PartProperties) {
  const words = useWords()
  return (
    <details>
      <summary>{words.page}</summary>
      <div className={styles.grid}>
        <TextField label={words.url} value={draft.url} onChange={(url) => onChange({ url })} />
        <TextField label={words.title} value={draft.title} onChange={(title) => onChange({ title })} />
        {(['tags', 'utm', 'product'] as const).map((member) => (
          <TextField
            key={member}
            label={words[member]}
            area
            value={draft[member]}
            onChange={(value) => onChange({ [member]: value })}
            error={faults.includes(member) ? words.notJson : undefined}
          />
        ))}
      </div>
    </details>
  )
}
