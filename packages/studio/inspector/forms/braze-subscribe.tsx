import { defineWords } from '../../app/words.ts'
import { Fields, useField, useForm } from '../../fields/form.tsx'
import { ChoiceSetting, FlagSetting, LiquidSetting } from '../../fields/settings.tsx'
import { Select } from '../../ui/index.ts'
import { BrazeCall } from './braze-call.tsx'
import { BrazeUser } from './braze-user.tsx'

const useWords = defineWords({
  en: {
    what: 'Subscription to',
    whats: { group: 'A subscription group', email: 'All e-mail', push: 'All push messages' },
    group: 'Id of the group',
    state: 'From now on the person is',
    states: { opted_in: 'opted in', subscribed: 'subscribed', unsubscribed: 'unsubscribed' },
    double: 'Ask for confirmation first',
    doubleHint: 'SMS groups: the person confirms by an answer.',
  },
  ko: {
    what: '구독 대상',
    whats: { group: '구독 그룹', email: '모든 이메일', push: '모든 푸시 메시지' },
    group: '그룹 ID',
    state: '이제부터 상태',
    states: { opted_in: '동의함', subscribed: '구독', unsubscribed: '해지' },
    double: '먼저 확인 받기',
    doubleHint: 'SMS 그룹: 사람이 답장으로 확인합니다.',
  },
})

export function BrazeSubscribeForm() {
  const words = useWords()
  const { edit, readOnly } = useForm()
  const { value: group } = useField(['group'])
  const { value: channel } = useField(['channel'])
  const what = group === undefined ? (channel === 'push' ? 'push' : 'email') : 'group'
  const states =
    what === 'group' ? (['subscribed', 'unsubscribed'] as const) : (['opted_in', 'subscribed', 'unsubscribed'] as const)
  return (
    <Fields>
      <Select
        label={words.what}
        value={what}
        disabled={readOnly}
        options={(['group', 'email', 'push'] as const).map((value) => ({ value, label: words.whats[value] }))}
        onChange={(to) =>
          edit((before) => {
            const { group: _group, channel: _channel, double_opt_in: double, ...others } = before
            if (to !== 'group') return { ...others, channel: to }
            return { ...others, group: '', ...(double === undefined ? {} : { double_opt_in: double }) }
          })
        }
      />
      {what === 'group' ? <LiquidSetting path={['group']} label={words.group} /> : null}
      <ChoiceSetting
        path={['state']}
        label={words.state}
        options={states.map((value) => ({ value, label: words.states[value] }))}
      />
      {what === 'group' ? <FlagSetting path={['double_opt_in']} label={words.double} hint={words.doubleHint} /> : null}
      <BrazeUser
        identifiers={
          what === 'group' ? ['external_id', 'email', 'phone'] : ['external_id', 'braze_id', 'alias', 'email', 'phone']
        }
      />
      <BrazeCall />
    </Fields>
  )
}
