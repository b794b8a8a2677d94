import { Link, useParams } from 'react-router'
import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Fields, Section, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import { ChoiceSetting, LiquidSetting, TextSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useText } from '../../source/hooks.ts'
import { Notice } from '../../ui/index.ts'
import { intentNames } from './intent-names.ts'

const useWords = defineWords({
  en: {
    label: 'Intents',
    hint: 'What people may mean. Everything else goes on by “Otherwise”.',
    add: 'Add an intent',
    intent: 'When they mean',
    port: 'leave by',
    portHint: 'Empty: by the name of the intent.',
    called: 'Called, where people are asked which they meant',
    none: 'The solution has no intents yet.',
    make: 'Write examples of what people say',
    more: 'What is understood',
    text: 'Understand this instead of what the person said last',
  },
  ko: {
    label: '의도',
    hint: '사람이 뜻할 수 있는 것. 나머지는 “그 밖에”로 나갑니다.',
    add: '의도 추가',
    intent: '이것을 뜻하면',
    port: '나갈 출구',
    portHint: '비우면 의도의 이름을 씁니다.',
    called: '무엇을 뜻했는지 물을 때 부르는 이름',
    none: '솔루션에 아직 의도가 없습니다.',
    make: '사람들이 하는 말의 예 작성하기',
    more: '이해할 대상',
    text: '마지막에 한 말 대신 이해할 글',
  },
})

export function UnderstandForm() {
  const words = useWords()
  const { solution = '' } = useParams()
  const names = intentNames(useText('nlu/intents.yaml') ?? '')
  const { value: text } = useField(['text'])
  return (
    <Fields>
      {names.length === 0 ? (
        <Notice>
          {words.none} <Link to={`/s/${solution}/understanding`}>{words.make}</Link>
        </Notice>
      ) : null}
      <ListSetting
        path={['intents']}
        label={words.label}
        hint={words.hint}
        add={words.add}
        most={200}
        fresh={(items) => ({
          intent: names.find((name) => !items.some((each) => (each as { intent?: unknown }).intent === name)) ?? '',
        })}
        nameOf={(item) => String((item as { intent?: unknown }).intent ?? '')}
      >
        {(path) => (
          <div className={styles.card}>
            {names.length === 0 ? (
              <TextSetting path={[...path, 'intent']} label={words.intent} />
            ) : (
              <ChoiceSetting
                path={[...path, 'intent']}
                label={words.intent}
                options={names.map((value) => ({ value, label: value }))}
              />
            )}
            <TextSetting path={[...path, 'port']} label={words.port} hint={words.portHint} optional />
            <LiquidSetting path={[...path, 'label']} label={words.called} optional />
          </div>
        )}
      </ListSetting>
      <Section title={words.more} open={text !== undefined}>
        <ValueSetting path={['text']} label={words.text} />
      </Section>
    </Fields>
  )
}
