import { defineWords } from '../../app/words.ts'
import { ConditionSetting } from '../../fields/condition-setting.tsx'
import { Fields, useField, useForm } from '../../fields/form.tsx'
import { DurationSetting, TextSetting } from '../../fields/settings.tsx'
import { Select } from '../../ui/index.ts'
import { SaveSetting } from './save.tsx'

const useWords = defineWords({
  en: {
    what: 'Wait for',
    whats: {
      time: 'Time to pass',
      webhook: 'A message from one of our systems (webhook)',
      event: 'Something on the page (event)',
    },
    for: 'How long',
    atMost: 'At most this long',
    atMostHint: 'When it is over first, the exit “Time over” is taken. Empty: as long as it takes.',
    webhook: 'Name of the webhook',
    webhookHint: 'The last part of its address: …/webhooks/paid',
    event: 'Name of the event',
    eventHint: 'As the page reports it: added_to_cart',
    when: 'Only if',
  },
  ko: {
    what: '기다릴 것',
    whats: { time: '시간이 지남', webhook: '우리 시스템의 알림 (웹훅)', event: '페이지에서 일어난 일 (이벤트)' },
    for: '시간',
    atMost: '최대 시간',
    atMostHint: '먼저 시간이 끝나면 “시간 초과” 출구로 나갑니다. 비우면 올 때까지 기다립니다.',
    webhook: '웹훅 이름',
    webhookHint: '주소의 마지막 부분: …/webhooks/paid',
    event: '이벤트 이름',
    eventHint: '페이지가 알리는 이름: added_to_cart',
    when: '다음 조건일 때만',
  },
})

export function WaitForm() {
  const words = useWords()
  const { edit, readOnly } = useForm()
  const { value: webhook } = useField(['webhook'])
  const { value: event } = useField(['event'])
  const what = webhook === undefined ? (event === undefined ? 'time' : 'event') : 'webhook'
  return (
    <Fields>
      <Select
        label={words.what}
        value={what}
        disabled={readOnly}
        options={(['time', 'webhook', 'event'] as const).map((value) => ({ value, label: words.whats[value] }))}
        onChange={(to) =>
          edit((before) => {
            const { webhook: _webhook, event: _event, save, for: time, ...others } = before
            if (to === 'time') return { ...others, for: time ?? '10m' }
            return {
              ...others,
              [to]: { name: '' },
              ...(time === undefined ? {} : { for: time }),
              ...(save === undefined ? {} : { save }),
            }
          })
        }
      />
      {what === 'webhook' ? (
        <TextSetting path={['webhook', 'name']} label={words.webhook} hint={words.webhookHint} placeholder="paid" />
      ) : null}
      {what === 'event' ? (
        <>
          <TextSetting
            path={['event', 'name']}
            label={words.event}
            hint={words.eventHint}
            placeholder="added_to_cart"
          />
          <ConditionSetting path={['event', 'when']} label={words.when} more="payload" optional />
        </>
      ) : null}
      {what === 'time' ? (
        <DurationSetting path={['for']} label={words.for} />
      ) : (
        <>
          <DurationSetting path={['for']} label={words.atMost} hint={words.atMostHint} optional />
          <SaveSetting more="payload" />
        </>
      )}
    </Fields>
  )
}
