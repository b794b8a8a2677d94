import { defineWords } from '../../app/words.ts'
import { Fields } from '../../fields/form.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { BrazeCall } from './braze-call.tsx'
import { BrazeUser } from './braze-user.tsx'

const useWords = defineWords({
  en: { id: 'Who the person turned out to be (external id)', before: 'As whom Braze has known the person until now' },
  ko: { id: '확인된 사용자 (외부 ID)', before: '지금까지 Braze가 알던 사용자' },
})

export function BrazeIdentifyForm() {
  const words = useWords()
  return (
    <Fields>
      <ValueSetting path={['external_id']} label={words.id} />
      <BrazeUser identifiers={['alias', 'email', 'phone']} title={words.before} />
      <BrazeCall />
    </Fields>
  )
}
