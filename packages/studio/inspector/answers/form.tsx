import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { FieldBox, Section, useField } from '../../fields/form.tsx'
import { ListSetting } from '../../fields/list-setting.tsx'
import type { Path } from '../../fields/path.ts'
import { FlagSetting, LiquidSetting, TextSetting } from '../../fields/settings.tsx'
import { VariableSetting } from '../../fields/variable-setting.tsx'
import type { JsonObject } from '../../source/json.ts'
import { Select } from '../../ui/index.ts'
import { freeName } from '../../variables/name.ts'
import { answerForms } from './answer.tsx'
import { answerAs, fieldTypes, holdersOf, isAnswerType, isFieldType } from './answer-types.ts'
import { useAnswerWords } from './answer-words.ts'

const useWords = defineWords({
  en: {
    fields: 'Fields',
    add: 'Add a field',
    label: 'Label',
    name: 'Name',
    nameHint: 'Of its value in the answer',
    type: 'Takes',
    optional: 'May be left out',
    more: 'More',
    variable: 'Keep it in a variable too',
    placeholder: 'Example in the empty field',
    submit: 'Words of the button',
    submitPlaceholder: 'Send',
    fresh: { yes: 'Yes', no: 'No', name: 'Name' },
    newLabel: 'New field',
  },
  ko: {
    fields: '필드',
    add: '필드 추가',
    label: '라벨',
    name: '이름',
    nameHint: '답 안에서 값의 이름',
    type: '받는 값',
    optional: '비워 두어도 됨',
    more: '더 보기',
    variable: '변수에도 저장',
    placeholder: '빈 필드에 보일 예',
    submit: '버튼의 글',
    submitPlaceholder: '보내기',
    fresh: { yes: '예', no: '아니요', name: '이름' },
    newLabel: '새 필드',
  },
})

export function FormAnswer({ path }: { readonly path: Path }) {
  const words = useWords()
  return (
    <>
      <ListSetting
        path={[...path, 'fields']}
        label={words.fields}
        add={words.add}
        most={30}
        fresh={(fields) => ({
          name: freeName('field', (name) => fields.some((each) => (each as JsonObject).name === name)),
          label: words.newLabel,
          answer: { type: 'text' },
        })}
        nameOf={(item) => String((item as JsonObject).label ?? '')}
      >
        {(field) => <FormFieldSetting path={field} />}
      </ListSetting>
      <LiquidSetting path={[...path, 'submit']} label={words.submit} placeholder={words.submitPlaceholder} optional />
    </>
  )
}

function FormFieldSetting({ path }: { readonly path: Path }) {
  const words = useWords()
  const types = useAnswerWords()
  const answer = useField([...path, 'answer'])
  const { value: name } = useField([...path, 'name'])
  const { value: variable } = useField([...path, 'variable'])
  const { value: placeholder } = useField([...path, 'placeholder'])
  const before = (answer.value ?? { type: 'text' }) as JsonObject
  const { type } = before
  const Settings = isFieldType(type) ? answerForms[type] : null
  return (
    <div className={styles.card}>
      <LiquidSetting path={[...path, 'label']} label={words.label} />
      <FieldBox field={answer}>
        <Select
          label={words.type}
          value={isAnswerType(type) ? type : null}
          disabled={answer.readOnly}
          options={fieldTypes.map((value) => ({ value, label: types[value].label }))}
          onChange={(to) => answer.set(answerAs(before, to, words.fresh))}
        />
      </FieldBox>
      {Settings === null ? null : <Settings path={[...path, 'answer']} />}
      <FlagSetting path={[...path, 'optional']} label={words.optional} />
      <Section title={words.more} open={variable !== undefined || placeholder !== undefined}>
        <TextSetting path={[...path, 'name']} label={words.name} hint={words.nameHint} />
        <VariableSetting
          path={[...path, 'variable']}
          label={words.variable}
          types={isAnswerType(type) ? holdersOf[type] : []}
          newName={typeof name === 'string' ? name : ''}
          newType={isAnswerType(type) ? (holdersOf[type][0] ?? 'text') : 'text'}
          optional
        />
        <LiquidSetting path={[...path, 'placeholder']} label={words.placeholder} optional />
      </Section>
    </div>
  )
}
