/** Which things that people mention fill a variable, whatever they were asked. */
import { defineWords } from '../../app/words.ts'
import { useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting } from '../../fields/settings.tsx'
import { WordsSetting } from '../../fields/words-setting.tsx'
import { entityNames } from './entities.ts'
import { entityLabel, useEntityWords } from './entity-words.ts'
import { useNluNames } from './nlu-names.ts'

const useWords = defineWords({
  en: {
    entity: 'Filled when people mention',
    entityHint: 'Wherever they say it, the question for it is then passed over.',
    none: 'Nothing: only its question fills it',
    own: 'of this solution',
    role: 'Only where it is',
    anyRole: 'Anything of the kind',
    roles: { from: 'from where or when (“from Seoul”)', to: 'to where or until when (“to Busan”)' },
    called: 'Names that people have for it',
    calledHint: 'So that “change my city” is understood. In any language, with commas between.',
    calledPlaceholder: 'city, town, 도시',
  },
  ko: {
    entity: '사람이 이것을 말하면 채우기',
    entityHint: '어디서 말하든 채워지고, 그것을 묻는 질문은 건너뜁니다.',
    none: '없음: 그 질문으로만 채움',
    own: '이 솔루션의 개체',
    role: '이 역할일 때만',
    anyRole: '역할에 상관없이',
    roles: { from: '출발, 시작 (“서울에서”)', to: '도착, 끝 (“부산까지”)' },
    called: '사람들이 부르는 이름',
    calledHint: '“도시를 바꿔 줘”를 알아듣게 합니다. 어떤 언어든 되고, 쉼표로 구분합니다.',
    calledPlaceholder: '도시, 목적지, city',
  },
})

/** The entity and, of several in a sentence, which; `path` is the variable's. */
export function EntitySetting({ path }: { readonly path: Path }) {
  const words = useWords()
  const entityWords = useEntityWords()
  const { entities, roles } = useNluNames()
  const { value: entity } = useField([...path, 'entity'])
  const { value: role } = useField([...path, 'role'])
  const own = entities.filter((name) => !entityNames.some((each) => each === name))
  const known = ['from', 'to', ...roles.filter((each) => each !== 'from' && each !== 'to')]
  return (
    <>
      <ChoiceSetting
        path={[...path, 'entity']}
        label={words.entity}
        hint={words.entityHint}
        optional
        none={words.none}
        options={[
          ...entityNames.map((value) => ({ value, label: entityLabel(entityWords, value) })),
          ...own.map((value) => ({ value, label: value, hint: words.own })),
        ]}
      />
      {entity === undefined && role === undefined ? null : (
        <ChoiceSetting
          path={[...path, 'role']}
          label={words.role}
          optional
          none={words.anyRole}
          options={known.map((value) => ({
            value,
            label: value === 'from' || value === 'to' ? words.roles[value] : value,
          }))}
        />
      )}
    </>
  )
}

/** Words by which people name the variable when they correct it. */
export function CalledSetting({ path }: { readonly path: Path }) {
  const words = useWords()
  return (
    <WordsSetting
      path={[...path, 'called']}
      label={words.called}
      hint={words.calledHint}
      placeholder={words.calledPlaceholder}
    />
  )
}
