import { profileFields } from '@parley/flow/braze-facts'
import type { ReactNode } from 'react'
import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { useField, useForm } from '../../fields/form.tsx'
import { MapSetting } from '../../fields/map-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useSource } from '../../source/hooks.ts'
import type { JsonObject } from '../../source/json.ts'
import { Select } from '../../ui/index.ts'
import { likelyVariable } from './likely-variable.ts'

const useWords = defineWords({
  en: {
    label: 'Attributes',
    hint: 'Fields of the profile, or attributes of your own.',
    name: 'Attribute',
    add: 'Add an attribute',
    change: (name: string) => `${name}: change`,
    value: (name: string) => `${name}: value`,
    changes: {
      set: 'Set to',
      remove: 'Take away',
      inc: 'Add a number',
      add: 'Add to the list',
      drop: 'Take from the list',
      $add: 'Add objects to the list',
      $update: 'Change objects of the list',
      $remove: 'Take objects from the list',
    },
    billed: 'a data point each time it is sent',
  },
  ko: {
    label: '속성',
    hint: '프로필 필드 또는 직접 만든 속성.',
    name: '속성',
    add: '속성 추가',
    change: (name: string) => `${name}: 변경 방법`,
    value: (name: string) => `${name}: 값`,
    changes: {
      set: '값 설정',
      remove: '삭제',
      inc: '숫자 더하기',
      add: '목록에 추가',
      drop: '목록에서 빼기',
      $add: '목록에 객체 추가',
      $update: '목록의 객체 변경',
      $remove: '목록의 객체 삭제',
    },
    billed: '보낼 때마다 데이터 포인트 1',
  },
})

const operations = ['inc', 'add', 'remove', '$add', '$update', '$remove'] as const
type Change = keyof ReturnType<typeof useWords>['changes']

/** Attributes of a profile, each with how it changes. */
export function BrazeAttributes({ path = ['attributes'] }: { readonly path?: Path }) {
  const words = useWords()
  const store = useSource()
  const { flow } = useForm()
  const fresh = (name: string) =>
    likelyVariable(name, store.flow(flow)?.variables) ?? (/^[a-z_]\w*$/.test(name) ? name : "''")
  return (
    <MapSetting
      path={path}
      label={words.label}
      hint={words.hint}
      nameLabel={words.name}
      add={words.add}
      options={Object.entries(profileFields).map(([name, { type, billed }]) => ({
        name,
        hint: [Array.isArray(type) ? type.join(' / ') : String(type), billed ? words.billed : '']
          .filter(Boolean)
          .join(' · '),
      }))}
      fresh={fresh}
      optional
    >
      {(member, name) => <AttributeChange path={member} name={name} />}
    </MapSetting>
  )
}

function AttributeChange({ path, name }: { readonly path: Path; readonly name: string }): ReactNode {
  const words = useWords()
  const field = useField(path)
  const { value } = field
  const operation =
    typeof value === 'object' && value !== null
      ? operations.find((each) => (value as JsonObject)[each] !== undefined)
      : undefined
  const change: Change =
    value === null ? 'remove' : operation === undefined ? 'set' : operation === 'remove' ? 'drop' : operation
  const member = change === 'drop' ? 'remove' : change
  return (
    <div className={styles.fields}>
      <Select
        label={words.change(name)}
        quiet
        value={change}
        disabled={field.readOnly}
        options={(Object.keys(words.changes) as Change[]).map((each) => ({ value: each, label: words.changes[each] }))}
        onChange={(to) => {
          const logic = typeof value === 'string' ? value : String((value as JsonObject | null)?.[member] ?? '')
          if (to === 'remove') field.set(null)
          else if (to === 'set') field.set(logic)
          else field.set({ [to === 'drop' ? 'remove' : to]: to === 'inc' ? '1' : logic })
        }}
      />
      {change === 'remove' ? null : (
        <ValueSetting path={change === 'set' ? path : [...path, member]} label={words.value(name)} quiet />
      )}
    </div>
  )
}
