import { Workflow } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Fields, useField, useForm } from '../../fields/form.tsx'
import { MapSetting } from '../../fields/map-setting.tsx'
import { ChoiceSetting } from '../../fields/settings.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useFlowNames } from '../../source/hooks.ts'
import { SaveSetting } from './save.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: {
    flow: 'Flow to run',
    hint: 'It runs from its start; when it ends, this flow goes on by the exit of its outcome.',
    open: 'Open that flow',
    input: 'Hand over',
    inputHint: 'Its variables, and what they begin with.',
    name: 'Its variable',
    add: 'Hand over a value',
    value: (name: string) => `${name} begins with`,
  },
  ko: {
    flow: '실행할 플로',
    hint: '처음부터 실행되고, 끝나면 그 결과의 출구로 이 플로가 이어집니다.',
    open: '그 플로 열기',
    input: '넘겨줄 값',
    inputHint: '그 플로의 변수와 처음 값.',
    name: '그 플로의 변수',
    add: '값 넘기기',
    value: (name: string) => `${name}의 처음 값`,
  },
})

export function CallForm() {
  const words = useWords()
  const { solution = '' } = useParams()
  const { flow } = useForm()
  const names = useFlowNames()
  const { value } = useField(['flow'])
  const called = typeof value === 'string' ? value : ''
  const options = useVariableOptions(called)
  return (
    <Fields>
      <ChoiceSetting
        path={['flow']}
        label={words.flow}
        hint={words.hint}
        options={names.filter((name) => name !== flow || name === called).map((name) => ({ value: name, label: name }))}
      />
      {names.includes(called) ? (
        <Link to={`/s/${solution}/flows/${called}`} className={styles.row}>
          <Workflow size={14} aria-hidden /> {words.open}
        </Link>
      ) : null}
      <MapSetting
        path={['input']}
        label={words.input}
        hint={words.inputHint}
        nameLabel={words.name}
        add={words.add}
        options={options}
        fresh={(name) => name}
        optional
      >
        {(path, name) => <ValueSetting path={path} label={words.value(name)} quiet />}
      </MapSetting>
      <SaveSetting more="result" />
    </Fields>
  )
}
