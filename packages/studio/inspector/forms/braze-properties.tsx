import { defineWords } from '../../app/words.ts'
import { MapSetting } from '../../fields/map-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { ValueSetting } from '../../fields/value-setting.tsx'
import { useVariableOptions } from './variable-options.ts'

const useWords = defineWords({
  en: { name: 'Property', add: 'Add a property', value: (name: string) => `${name}: value` },
  ko: { name: '속성', add: '속성 추가', value: (name: string) => `${name}: 값` },
})

/** Named values that go along with something; null is left out. */
export function BrazeProperties({ path, label }: { readonly path: Path; readonly label: string }) {
  const words = useWords()
  const variables = useVariableOptions()
  const isVariable = (name: string) => variables.some((variable) => variable.name === name)
  return (
    <MapSetting
      path={path}
      label={label}
      nameLabel={words.name}
      add={words.add}
      options={variables}
      fresh={(name) => (isVariable(name) ? name : "''")}
      optional
    >
      {(member, name) => <ValueSetting path={member} label={words.value(name)} quiet />}
    </MapSetting>
  )
}
