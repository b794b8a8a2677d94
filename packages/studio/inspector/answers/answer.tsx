import type { ComponentType } from 'react'
import { defineWords } from '../../app/words.ts'
import { FieldProblems } from '../../fields/field-problems.tsx'
import styles from '../../fields/fields.module.css'
import { useField, useForm } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { useSource } from '../../source/hooks.ts'
import { Select } from '../../ui/index.ts'
import { OtherMembers } from '../other-members.tsx'
import { type AnswerType, answerMembers, answerTypes, isAnswerType } from './answer-types.ts'
import { useAnswerWords } from './answer-words.ts'
import { changeAnswer } from './change-answer.ts'
import { ChoiceAnswer } from './choice.tsx'
import { ChoicesAnswer } from './choices.tsx'
import { DateAnswer, DateTimeAnswer, TimeAnswer } from './dates.tsx'
import { FileAnswer } from './file.tsx'
import { FormAnswer } from './form.tsx'
import { NumberAnswer, RatingAnswer, SliderAnswer } from './numbers.tsx'
import { EmailAnswer, LocationAnswer, PhoneAnswer, TextAnswer, WebViewAnswer } from './simple.tsx'

const useWords = defineWords({
  en: { type: 'What it takes for an answer', fresh: { yes: 'Yes', no: 'No', name: 'Name' } },
  ko: { type: '받는 답', fresh: { yes: '예', no: '아니요', name: '이름' } },
})

/** The settings of each type of answer, at its path. */
export const answerForms: { readonly [type in AnswerType]: ComponentType<{ readonly path: Path }> } = {
  text: TextAnswer,
  email: EmailAnswer,
  phone: PhoneAnswer,
  date: DateAnswer,
  time: TimeAnswer,
  'date-time': DateTimeAnswer,
  number: NumberAnswer,
  choice: ChoiceAnswer,
  choices: ChoicesAnswer,
  file: FileAnswer,
  rating: RatingAnswer,
  slider: SliderAnswer,
  location: LocationAnswer,
  form: FormAnswer,
  'web-view': WebViewAnswer,
}

/** The type of a question's answer and the settings of that type. */
export function AnswerSetting() {
  const words = useWords()
  const types = useAnswerWords()
  const { flow, node } = useForm()
  const store = useSource()
  const answer = useField(['answer'])
  const { value: type, readOnly } = useField(['answer', 'type'])
  const Settings = isAnswerType(type) ? answerForms[type] : null
  return (
    <div className={styles.fields} data-field={answer.name}>
      <Select
        label={words.type}
        value={isAnswerType(type) ? type : null}
        disabled={readOnly}
        options={answerTypes.map((value) => ({ value, label: types[value].label, hint: types[value].about }))}
        onChange={(to) => store.editFlow(flow, (file) => changeAnswer(file, node ?? '', to, words.fresh))}
      />
      <FieldProblems problems={answer.problems} />
      {Settings === null ? null : <Settings path={['answer']} />}
      {isAnswerType(type) ? <OtherMembers path={['answer']} edited={['type', ...answerMembers[type]]} /> : null}
    </div>
  )
}
