import { defineWords } from '../../app/words.ts'
import { useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting, FlagSetting } from '../../fields/settings.tsx'
import { CardsSetting } from '../content/cards.tsx'
import { ChoicesSetting } from '../content/choices.tsx'
import { useStyleWords } from '../content/style-words.ts'
import { OfferSource } from './offer-source.tsx'

const useWords = defineWords({
  en: {
    style: 'Shown as',
    usual: 'As fits best',
    search: 'People can search in them',
    other: 'Other words are an answer too',
    otherHint: 'They are kept as they are typed; where the exit “Other answer” leads somewhere, it is taken.',
  },
  ko: {
    style: '모양',
    usual: '가장 알맞게',
    search: '검색할 수 있게',
    other: '다른 말도 답으로 받기',
    otherHint: '입력한 그대로 저장하고, “다른 답” 출구가 이어져 있으면 그리로 나갑니다.',
  },
})

/** One of several: what is offered, how it looks, what else is taken. */
export function ChoiceAnswer({ path }: { readonly path: Path }) {
  const words = useWords()
  const styleWords = useStyleWords()
  const { value: style } = useField([...path, 'style'])
  const { value: cards } = useField([...path, 'cards'])
  const { value: from } = useField([...path, 'from'])
  return (
    <>
      <OfferSource path={path} kinds={['choices', 'cards', 'from']} />
      {cards === undefined ? (
        <ChoiceSetting
          path={[...path, 'style']}
          label={words.style}
          none={words.usual}
          optional
          options={(
            ['buttons', 'quick-replies', 'list', 'tiles', ...(from === undefined ? [] : ['carousel' as const])] as const
          ).map((value) => ({ value, label: styleWords[value] }))}
        />
      ) : (
        <CardsSetting path={[...path, 'cards']} picks />
      )}
      {cards === undefined && from === undefined ? (
        <ChoicesSetting path={[...path, 'choices']} look={typeof style === 'string' ? style : 'buttons'} ports />
      ) : null}
      <FlagSetting path={[...path, 'search']} label={words.search} />
      <FlagSetting path={[...path, 'other']} label={words.other} hint={words.otherHint} />
    </>
  )
}
