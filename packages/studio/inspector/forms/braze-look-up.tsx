import { exportFields } from '@parley/flow/braze-facts'
import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { MapSetting } from '../../fields/map-setting.tsx'
import { TextSetting } from '../../fields/settings.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeUser } from './braze-user.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: {
    label: 'Read from the profile',
    hint: 'What the profile does not have leaves the variable as it is.',
    name: 'Variable',
    add: 'Read into a variable',
    field: (name: string) => `${name} from the profile’s field`,
    fieldHint: 'A field, or custom_attributes.plan for one of your own.',
  },
  ko: {
    label: '프로필에서 읽기',
    hint: '프로필에 없는 값은 변수를 바꾸지 않습니다.',
    name: '변수',
    add: '변수로 읽기',
    field: (name: string) => `${name}에 담을 프로필 필드`,
    fieldHint: '필드 이름, 또는 직접 만든 속성은 custom_attributes.plan 처럼.',
  },
})

export function BrazeLookUpForm() {
  const words = useWords()
  const options = useVariableOptions()
  return (
    <Fields>
      <MapSetting
        path={['read']}
        label={words.label}
        hint={words.hint}
        nameLabel={words.name}
        add={words.add}
        options={options}
        fresh={(name) => (Object.hasOwn(exportFields, name) ? name : `custom_attributes.${name}`)}
      >
        {(path, name) => <TextSetting path={path} label={words.field(name)} hint={words.fieldHint} />}
      </MapSetting>
      <BrazeUser identifiers={['external_id', 'braze_id', 'alias', 'email', 'phone']} />
      <BrazeCall awaited />
    </Fields>
  )
}
