import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { LiquidSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeUser } from './braze-user.tsx'

const useWords = defineWords({
  en: {
    name: 'The new name',
    label: 'What kind of name it is',
    labelHint: 'Names are unique within their label, for example loyalty_number.',
  },
  ko: {
    name: '새 이름',
    label: '이름의 종류 (라벨)',
    labelHint: '같은 라벨 안에서 이름은 하나뿐입니다. 예: loyalty_number.',
  },
})

export function BrazeAliasForm() {
  const words = useWords()
  return (
    <Fields>
      <ValueSetting path={['name']} label={words.name} />
      <LiquidSetting path={['label']} label={words.label} hint={words.labelHint} />
      <BrazeUser identifiers={['external_id']} />
      <BrazeCall />
    </Fields>
  )
}
