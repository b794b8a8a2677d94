import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import styles from '../../fields/fields.module.css'
import { FieldBox, Section, useField, useForm } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { LiquidSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useSource } from '../../source/hooks.ts'
import type { JsonObject } from '../../source/json.ts'
import { Select } from '../../ui/index.ts'
import { likelyVariable } from './likely-variable.ts'

const useWords = defineWords({
  en: {
    title: 'About whom',
    who: 'How Braze knows the person',
    kinds: {
      contact: 'Whoever the conversation is with',
      either: 'External id, or else an e-mail address',
      external_id: 'External id',
      braze_id: 'Braze id',
      alias: 'Alias',
      email: 'E-mail address',
      phone: 'Phone number',
    },
    name: 'Name of the alias',
    label: 'Label of the alias',
    several: 'Several ways are given; Braze takes the first that it can.',
  },
  ko: {
    title: '누구에 대한 것인지',
    who: 'Braze가 이 사람을 아는 방법',
    kinds: {
      contact: '대화 상대',
      either: '외부 ID, 없으면 이메일 주소',
      external_id: '외부 ID',
      braze_id: 'Braze ID',
      alias: '별칭',
      email: '이메일 주소',
      phone: '전화번호',
    },
    name: '별칭 이름',
    label: '별칭 라벨',
    several: '여러 방법이 지정되어 있습니다. Braze는 쓸 수 있는 첫 번째를 씁니다.',
  },
})

export type Identifier = 'external_id' | 'braze_id' | 'alias' | 'email' | 'phone'

/** Whose profile it is: the contact's, unless something else is said. */
export function BrazeUser(props: {
  readonly identifiers: readonly Identifier[]
  readonly path?: Path
  readonly title?: string
}) {
  const words = useWords()
  const path = props.path ?? ['user']
  const field = useField(path)
  const store = useSource()
  const { flow } = useForm()
  const user = (field.value ?? {}) as JsonObject
  const given = props.identifiers.filter((identifier) => user[identifier] !== undefined)
  const isEither = given.length === 2 && user.external_id !== undefined && user.email !== undefined
  const offersEither = props.identifiers.includes('external_id') && props.identifiers.includes('email')
  const kind = isEither ? 'either' : given[0]
  function identify(to: Identifier | 'contact' | 'either'): void {
    const email = likelyVariable('email', store.flow(flow)?.variables) ?? ''
    if (to === 'contact') field.set(undefined)
    else if (to === 'either') field.set({ external_id: 'contact.external_id', email })
    else if (to === 'alias') field.set({ alias: { name: '', label: '' } })
    else field.set({ [to]: to === 'email' ? email : '' })
  }
  return (
    <Section title={props.title ?? words.title} open={field.value !== undefined || field.problems.length > 0}>
      <FieldBox field={field}>
        <Select
          label={words.who}
          value={kind ?? 'contact'}
          disabled={field.readOnly}
          options={(['contact', ...(offersEither ? (['either'] as const) : []), ...props.identifiers] as const).map(
            (value) => ({ value, label: words.kinds[value] }),
          )}
          onChange={identify}
        />
        {given.length > 1 && !isEither ? <span className={styles.hint}>{words.several}</span> : null}
        <FieldProblems problems={field.problems} />
      </FieldBox>
      {given.map((identifier) =>
        identifier === 'alias' ? (
          <div key={identifier} className={styles.fields}>
            <ValueSetting path={[...path, 'alias', 'name']} label={words.name} />
            <LiquidSetting path={[...path, 'alias', 'label']} label={words.label} />
          </div>
        ) : (
          <ValueSetting key={identifier} path={[...path, identifier]} label={words.kinds[identifier]} />
        ),
      )}
    </Section>
  )
}
