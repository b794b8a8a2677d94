import { useMemo, useState } from 'react'
import { Button, ConfirmDialog, Empty, TextField, toast } from '../ui/index.ts'
import {
  addEntity,
  everyEntity,
  readEntities,
  removeEntity,
  type ShownEntity,
  type ShownItem,
  setPatterns,
} from './entity-document.ts'
import { EntityItems } from './entity-items.tsx'
import { useEntityWords } from './entity-words.ts'
import { isEntityName } from './marks.ts'
import styles from './understanding.module.css'
import type { NluEditing } from './use-nlu.ts'

interface Shared {
  readonly editing: NluEditing
  readonly readOnly: boolean
}

/** What people mention: lists with other words, patterns, and synonyms of all. */
export function EntitiesPanel({ editing, readOnly }: Shared) {
  const words = useEntityWords()
  const [open, setOpen] = useState<string | null>(null)
  const { entities, synonyms } = useMemo(() => readEntities(editing.files), [editing.files])
  const current = open === everyEntity ? null : (entities.find(({ name }) => name === open) ?? entities[0] ?? null)
  const shared = { editing, readOnly }
  const button = (name: string, label: string, hint: string) => (
    <li key={name}>
      <button
        type="button"
        className={styles.item}
        aria-current={name === (current?.name ?? everyEntity)}
        onClick={() => setOpen(name)}
      >
        {label}
        <span className={styles.hint}>{hint}</span>
      </button>
    </li>
  )
  return (
    <div className={styles.split}>
      <div className={styles.section}>
        <h2>{words.entities}</h2>
        <p className={styles.hint}>{words.hint}</p>
        <ul className={styles.list}>
          {entities.map(({ name, items, patterns, marked }) =>
            button(name, name, words.counts(items.length, patterns.length, marked)),
          )}
          {button(everyEntity, words.synonyms, words.counts(synonyms.length, 0, 0))}
        </ul>
        {readOnly ? null : <AddEntity editing={editing} entities={entities} onAdded={setOpen} />}
      </div>
      {current !== null ? (
        <Entity key={current.name} entity={current} {...shared} />
      ) : open === everyEntity ? (
        <Synonyms items={synonyms} {...shared} />
      ) : (
        <Empty title={words.none}>{words.noneText}</Empty>
      )}
    </div>
  )
}

function Synonyms({ items, ...shared }: Shared & { readonly items: readonly ShownItem[] }) {
  const words = useEntityWords()
  return (
    <section className={styles.section} aria-label={words.synonyms}>
      <h2>{words.synonyms}</h2>
      <p className={styles.hint}>{words.synonymsHint}</p>
      <EntityItems entity={everyEntity} items={items} {...shared} />
    </section>
  )
}

function Entity({ entity, ...shared }: Shared & { readonly entity: ShownEntity }) {
  const words = useEntityWords()
  const { name, items } = entity
  return (
    <div className={styles.section}>
      <h2>{name}</h2>
      <section className={styles.section} aria-label={words.list}>
        <h3>{words.list}</h3>
        <p className={styles.hint}>{words.listHint}</p>
        <EntityItems entity={name} items={items} {...shared} />
      </section>
      <Patterns entity={entity} {...shared} />
      {shared.readOnly || !entity.isDeclared ? null : <Remove name={name} editing={shared.editing} />}
    </div>
  )
}

function Patterns({ entity, editing, readOnly }: Shared & { readonly entity: ShownEntity }) {
  const words = useEntityWords()
  const written = entity.patterns.join('\n')
  // What somebody types stays whatever others do meanwhile.
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? written
  return (
    <section className={styles.line} aria-label={words.patterns}>
      <div className={styles.grow}>
        <TextField
          label={words.patterns}
          value={text}
          onChange={setDraft}
          hint={words.patternsHint}
          disabled={readOnly}
          area
        />
      </div>
      {readOnly ? null : (
        <Button
          isDisabled={text.trim() === written}
          onPress={() => {
            if (editing.edit((files) => setPatterns(files, entity.name, text.split('\n')))) setDraft(null)
            else toast(words.unchanged, 'warn')
          }}
        >
          {words.keep}
        </Button>
      )}
    </section>
  )
}

function AddEntity(props: {
  readonly editing: NluEditing
  readonly entities: readonly ShownEntity[]
  readonly onAdded: (name: string) => void
}) {
  const words = useEntityWords()
  const [name, setName] = useState('')
  const isBad = name !== '' && !isEntityName(name)
  const isTaken = props.entities.some((each) => each.name === name)
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        if (name === '' || isBad || isTaken) return
        if (!props.editing.edit((files) => addEntity(files, name))) {
          toast(words.unchanged, 'warn')
          return
        }
        props.onAdded(name)
        setName('')
      }}
    >
      <TextField
        label={words.newName}
        value={name}
        onChange={(next) => setName(next.trimStart().replace(/\s+/g, '_'))}
        error={isBad ? words.badName : isTaken ? words.taken : undefined}
      />
      <Button type="submit" isDisabled={name === '' || isBad || isTaken}>
        {words.add}
      </Button>
    </form>
  )
}

function Remove({ name, editing }: { readonly name: string; readonly editing: NluEditing }) {
  const words = useEntityWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <div>
      <Button kind="danger" onPress={() => setOpen(true)}>
        {words.remove}
      </Button>
      <ConfirmDialog
        title={words.removeTitle(name)}
        open={isOpen}
        button={words.remove}
        onConfirm={() => {
          setOpen(false)
          editing.edit((files) => removeEntity(files, name))
        }}
        onClose={() => setOpen(false)}
      >
        <p>{words.removeText}</p>
      </ConfirmDialog>
    </div>
  )
}
