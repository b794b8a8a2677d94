import { defineWords } from '../../app/words.ts'
import { MapSetting } from '../../fields/map-setting.tsx'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: {
    label: 'Keep what comes back',
    hint: 'What fails or does not fit leaves the variable as it is.',
    name: 'Variable',
    add: 'Keep in a variable',
    from: (name: string) => `${name} from`,
  },
  ko: {
    label: '돌아온 값 저장',
    hint: '실패하거나 맞지 않는 값은 변수를 바꾸지 않습니다.',
    name: '변수',
    add: '변수에 저장',
    from: (name: string) => `${name}의 출처`,
  },
})

/** Variables that are set from what came back. */
export function SaveSetting({ more }: { readonly more: 'result' | 'payload' }) {
  const words = useWords()
  const options = useVariableOptions()
  return (
    <MapSetting
      path={['save']}
      label={words.label}
      hint={words.hint}
      nameLabel={words.name}
      add={words.add}
      options={options}
      fresh={() => (more === 'result' ? 'outcome' : 'payload')}
      optional
    >
      {(path, name) => <ValueSetting path={path} label={words.from(name)} more={more} quiet />}
    </MapSetting>
  )
}
