import { Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { defineWords } from '../app/words.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { IconButton } from '../ui/index.ts'
import uiStyles from '../ui/ui.module.css'
import { FieldProblems } from './field-problems.tsx'
import styles from './fields.module.css'
import { FieldBox, useField, useForm } from './form.tsx'
import { type Path, renamedMember } from './path.ts'

const useWords = defineWords({
  en: {
    remove: (name: string) => `Remove ${name}`,
    taken: (name: string) => `“${name}” is there already.`,
    add: (name: string) => `Add: ${name}`,
  },
  ko: {
    remove: (name: string) => `${name} 삭제`,
    taken: (name: string) => `“${name}”은(는) 이미 있습니다.`,
    add: (name: string) => `추가: ${name}`,
  },
})

/** A name that can be picked. */
export interface NameOption {
  readonly name: string
  readonly hint?: string
}

export interface MapProps {
  readonly label: string
  readonly path: Path
  /** What a name is: "Variable". */
  readonly nameLabel: string
  /** Words of the row that adds one. */
  readonly add: string
  readonly options?: readonly NameOption[]
  readonly fresh: (name: string) => Json
  readonly children: (path: Path, name: string) => ReactNode
  readonly hint?: ReactNode
  /** An empty map is taken away. */
  readonly optional?: boolean
  readonly quiet?: boolean
}

/** Names with a value each. Names are put in order as they were added: some are set from top to bottom. */
export function MapSetting(props: MapProps) {
  const words = useWords()
  const field = useField(props.path)
  const { replace } = useForm()
  const value = isObject(field.value) ? field.value : {}
  const names = Object.keys(value)
  const open = (props.options ?? []).filter(({ name }) => !names.includes(name))
  const put = (to: JsonObject) => field.set(Object.keys(to).length === 0 && props.optional === true ? undefined : to)
  return (
    <FieldBox field={field}>
      {props.quiet === true ? null : <div className={styles.label}>{props.label}</div>}
      {props.hint === undefined ? null : <div className={styles.hint}>{props.hint}</div>}
      <ul className={styles.list} aria-label={props.label}>
        {names.map((name) => (
          <li key={name} className={styles.pair}>
            <div className={styles.pairHead}>
              <NameField
                label={props.nameLabel}
                name={name}
                options={open}
                isTaken={(to) => names.includes(to)}
                disabled={field.readOnly}
                onCommit={(to) => {
                  const renamed = renamedMember(value as { readonly [name: string]: Json }, name, to)
                  // A shared map forgets the order of what is renamed inside it; a new one has it.
                  replace(props.path, renamed)
                }}
              />
              <IconButton
                name={words.remove(name)}
                isDisabled={field.readOnly}
                onPress={() => {
                  const { [name]: _, ...others } = value
                  put(others)
                }}
              >
                <Trash2 size={15} aria-hidden />
              </IconButton>
            </div>
            {props.children([...props.path, name], name)}
          </li>
        ))}
      </ul>
      <FieldProblems problems={field.problems} />
      {field.readOnly ? null : (
        <NameField
          label={props.add}
          name=""
          options={open}
          isTaken={(to) => names.includes(to)}
          adds
          onCommit={(name) => put({ ...value, [name]: props.fresh(name) })}
        />
      )}
    </FieldBox>
  )
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name that is taken over when the field is left or Enter is pressed. */
function NameField(props: {
  readonly label: string
  readonly name: string
  readonly options: readonly NameOption[]
  readonly isTaken: (name: string) => boolean
  readonly onCommit: (name: string) => void
  readonly adds?: boolean
  readonly disabled?: boolean
}) {
  const words = useWords()
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const name = (draft ?? props.name).trim()
  const isTaken = name !== props.name && props.isTaken(name)
  function commit(): void {
    if (draft === null) return
    if (!isTaken && name !== '' && name !== props.name) props.onCommit(name)
    if (!isTaken) setDraft(null)
  }
  return (
    <div className={styles.nameField}>
      <div className={styles.row}>
        <input
          className={uiStyles.input}
          aria-label={props.label}
          aria-invalid={isTaken}
          placeholder={props.adds === true ? props.label : undefined}
          list={`${id}-names`}
          value={draft ?? props.name}
          disabled={props.disabled === true}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              commit()
            }
            if (event.key === 'Escape') setDraft(null)
          }}
        />
        {props.adds === true ? (
          <IconButton name={words.add(props.label)} onPress={commit}>
            <Plus size={15} aria-hidden />
          </IconButton>
        ) : null}
      </div>
      <datalist id={`${id}-names`}>
        {props.options.map(({ name: each, hint }) => (
          <option key={each} value={each}>
            {hint}
          </option>
        ))}
      </datalist>
      {isTaken ? <span className={uiStyles.error}>{words.taken(name)}</span> : null}
    </div>
  )
}
