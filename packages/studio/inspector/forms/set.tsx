import { defineWords } from '../../app/words.ts'
import { Fields, Section, useField } from '../../fields/form.tsx'
import { MapSetting } from '../../fields/map-setting.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: {
    label: 'Variables to set',
    hint: 'From top to bottom: each sees the ones above.',
    name: 'Variable',
    add: 'Add a variable',
    to: (name: string) => `${name} becomes`,
    more: 'Language',
    language: 'Speak this language from now on',
    languageHint: 'A language tag such as ko or pt-BR. A language that the solution does not have changes nothing.',
  },
  ko: {
    label: '설정할 변수',
    hint: '위에서 아래로: 아래의 값은 위의 값을 볼 수 있습니다.',
    name: '변수',
    add: '변수 추가',
    to: (name: string) => `${name}의 새 값`,
    more: '언어',
    language: '지금부터 사용할 언어',
    languageHint: 'ko, pt-BR 같은 언어 태그. 솔루션에 없는 언어면 아무것도 바뀌지 않습니다.',
  },
})

export function SetForm() {
  const words = useWords()
  const options = useVariableOptions()
  const { value: language } = useField(['language'])
  return (
    <Fields>
      <MapSetting
        path={['set']}
        label={words.label}
        hint={words.hint}
        nameLabel={words.name}
        add={words.add}
        options={options}
        fresh={() => "''"}
        optional
      >
        {(path, name) => <ValueSetting path={path} label={words.to(name)} quiet />}
      </MapSetting>
      <Section title={words.more} open={language !== undefined}>
        <ValueSetting path={['language']} label={words.language} />
        <p style={{ margin: 0, color: 'var(--text-2)', fontSize: 12 }}>{words.languageHint}</p>
      </Section>
    </Fields>
  )
}
