import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { reveal } from '../editor/state.ts'
import { FieldProblems } from '../fields/field-problems.tsx'
import fieldStyles from '../fields/fields.module.css'
import { Section, useField } from '../fields/form.tsx'
import { ChoiceSetting, FlagSetting, TextSetting } from '../fields/settings.tsx'
import { CalledSetting, EntitySetting } from '../inspector/forms/entity-setting.tsx'
import { entityLabel, useEntityWords } from '../inspector/forms/entity-words.ts'
import styles from '../inspector/inspector.module.css'
import { OtherMembers } from '../inspector/other-members.tsx'
import { renameVariableEverywhere } from '../inspector/rename-everywhere.ts'
import type { FlowFile } from '../source/flow-file.ts'
import { useSource } from '../source/hooks.ts'
import { Button, Dialog, DialogActions, Tag, TextField, useCalled } from '../ui/index.ts'
import { DefaultSetting } from './default-setting.tsx'
import { idFrom, isId } from './name.ts'
import { typeOptions, useTypeWords } from './types.ts'
import type { Use } from './uses.ts'

const useWords = defineWords({
  en: {
    name: 'Name',
    wrong: 'Write small letters, digits and _ only, beginning with a letter.',
    taken: 'There is a variable of this name already.',
    type: 'What it holds',
    sensitive: 'Sensitive',
    sensitiveHint: 'Never logged, masked in transcripts.',
    given: 'Handed in from outside',
    givenHint: 'Whoever starts the conversation gives it, so it is known from the start.',
    note: 'Note',
    mentioned: 'When people mention it',
    filledBy: (entity: string) => `filled: ${entity}`,
    unused: 'unused',
    secret: 'sensitive',
    uses: (count: number) => (count === 1 ? 'Used in 1 place' : `Used in ${count} places`),
    writes: 'set',
    reads: 'read',
    flow: 'the flow itself',
    remove: 'Remove',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: 'It is still used here. These places will be wrong until they are changed:',
    removeAnyway: 'Remove it anyway',
    cancel: 'Keep it',
  },
  ko: {
    name: '이름',
    wrong: '영문 소문자, 숫자, _ 만 쓰고 문자로 시작하세요.',
    taken: '같은 이름의 변수가 이미 있습니다.',
    type: '담는 값',
    sensitive: '민감 정보',
    sensitiveHint: '기록에 남지 않고 대화록에서 가려집니다.',
    given: '밖에서 받음',
    givenHint: '대화를 시작하는 쪽이 주므로 처음부터 알고 있습니다.',
    note: '메모',
    mentioned: '사람이 말했을 때',
    filledBy: (entity: string) => `채움: ${entity}`,
    unused: '사용 안 함',
    secret: '민감',
    uses: (count: number) => `${count}곳에서 사용`,
    writes: '설정',
    reads: '읽기',
    flow: '플로 자체',
    remove: '삭제',
    removeTitle: (name: string) => `${name} 변수를 삭제할까요?`,
    removeText: '아직 여기서 쓰이고 있습니다. 고칠 때까지 이 곳들은 잘못된 상태가 됩니다:',
    removeAnyway: '그래도 삭제',
    cancel: '그대로 두기',
  },
})

interface Props {
  readonly flow: string
  readonly file: FlowFile
  readonly name: string
  readonly uses: readonly Use[]
}

/** One variable of a flow. */
export function Variable({ flow, file, name, uses }: Props) {
  const words = useWords()
  const types = useTypeWords()
  const mayEdit = useMay('solution:edit')
  const field = useField(['variables', name])
  const [isRemoving, setRemoving] = useState(false)
  const path = ['variables', name]
  const entityWords = useEntityWords()
  const { type, sensitive, entity, role, called } = file.variables?.[name] ?? {}
  const remove = () => {
    field.set(undefined)
    setRemoving(false)
  }
  return (
    <details className={styles.variable} data-field={field.name}>
      <summary>
        <code>{name}</code>
        <Tag>{types[type as keyof typeof types] ?? String(type)}</Tag>
        {sensitive === true ? <Tag tone="warn">{words.secret}</Tag> : null}
        {typeof entity === 'string' ? (
          <Tag tone="accent">{words.filledBy(entityLabel(entityWords, entity))}</Tag>
        ) : null}
        {uses.length === 0 ? <Tag tone="warn">{words.unused}</Tag> : null}
      </summary>
      <div className={fieldStyles.fields}>
        <NameField key={name} flow={flow} file={file} name={name} />
        <ChoiceSetting path={[...path, 'type']} label={words.type} options={typeOptions(types)} />
        <DefaultSetting path={[...path, 'default']} type={String(type)} />
        <FlagSetting path={[...path, 'sensitive']} label={words.sensitive} hint={words.sensitiveHint} />
        <FlagSetting path={[...path, 'given']} label={words.given} hint={words.givenHint} />
        <Section title={words.mentioned} open={[entity, role, called].some((each) => each !== undefined)}>
          <EntitySetting path={path} />
          <CalledSetting path={path} />
        </Section>
        <TextSetting path={[...path, 'note']} label={words.note} optional />
        <OtherMembers
          path={path}
          edited={['type', 'default', 'sensitive', 'given', 'entity', 'role', 'called', 'note']}
        />
        <FieldProblems problems={field.problems} />
        <Uses flow={flow} uses={uses} />
        {mayEdit ? (
          <Button kind="danger" onPress={() => (uses.length === 0 ? remove() : setRemoving(true))}>
            {words.remove}
          </Button>
        ) : null}
      </div>
      <Dialog title={words.removeTitle(name)} open={isRemoving} onClose={() => setRemoving(false)}>
        <p style={{ margin: 0 }}>{words.removeText}</p>
        <Uses flow={flow} uses={uses} onJump={() => setRemoving(false)} />
        <DialogActions>
          <Button onPress={() => setRemoving(false)}>{words.cancel}</Button>
          <Button kind="danger" onPress={remove}>
            {words.removeAnyway}
          </Button>
        </DialogActions>
      </Dialog>
    </details>
  )
}

/** The name, taken over when the field is left: everything that says it follows. */
function NameField({ flow, file, name }: Omit<Props, 'uses'>) {
  const words = useWords()
  const store = useSource()
  const mayEdit = useMay('solution:edit')
  const [draft, setDraft] = useState(name)
  // Everyday words do.
  const id = idFrom(draft)
  const called = useCalled(draft, id)
  const isTaken = id !== name && file.variables?.[id] !== undefined
  const wrong = !isId(id) ? (called.error ?? words.wrong) : isTaken ? words.taken : undefined
  function commit(): void {
    if (wrong === undefined && id !== name) void renameVariableEverywhere(store, flow, name, id)
    else setDraft(name)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        commit()
      }}
    >
      <TextField
        label={words.name}
        value={draft}
        onChange={setDraft}
        onBlur={commit}
        hint={called.hint}
        error={wrong}
        disabled={!mayEdit}
      />
    </form>
  )
}

/** Where it is used; each place leads there. */
function Uses({
  flow,
  uses,
  onJump,
}: {
  readonly flow: string
  readonly uses: readonly Use[]
  readonly onJump?: () => void
}) {
  const words = useWords()
  if (uses.length === 0) return null
  return (
    <div className={fieldStyles.box}>
      <span className={fieldStyles.label}>{words.uses(uses.length)}</span>
      <ul className={styles.uses}>
        {uses.slice(0, 100).map(({ node, field, how }) => (
          <li key={`${node ?? ''} ${field} ${how}`}>
            <button
              type="button"
              className={styles.use}
              disabled={node === null}
              onClick={() => {
                if (node !== null) reveal(flow, node, field)
                onJump?.()
              }}
            >
              {node ?? words.flow} · {field} · {words[how]}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
