import { defineWords } from '../../app/words.ts'
import { Section, useField } from '../../fields/form.tsx'
import { ChoiceSetting, DurationSetting } from '../../fields/settings.tsx'

const useWords = defineWords({
  en: {
    title: 'How it is sent',
    mode: 'Wait',
    await: 'Wait for Braze',
    queue: 'Go on at once; it is delivered in its own time',
    timeout: 'At most this long',
  },
  ko: {
    title: '보내는 방식',
    mode: '대기',
    await: 'Braze를 기다림',
    queue: '바로 진행하고 나중에 전송',
    timeout: '최대 시간',
  },
})

/** Whether the conversation waits for Braze, and how long. */
export function BrazeCall({ awaited = false }: { readonly awaited?: boolean }) {
  const words = useWords()
  const { value: mode } = useField(['mode'])
  const { value: timeout } = useField(['timeout'])
  return (
    <Section title={words.title} open={mode !== undefined || timeout !== undefined}>
      {awaited ? null : (
        <ChoiceSetting
          path={['mode']}
          label={words.mode}
          usual="await"
          options={[
            { value: 'await', label: words.await },
            { value: 'queue', label: words.queue },
          ]}
        />
      )}
      <DurationSetting path={['timeout']} label={words.timeout} placeholder="10s" optional />
    </Section>
  )
}
