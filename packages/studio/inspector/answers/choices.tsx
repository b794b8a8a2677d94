import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting, FlagSetting, NumberSetting } from '../../fields/settings.tsx'
import { ChoicesSetting } from '../content/choices.tsx'
import { useStyleWords } from '../content/style-words.ts'
import { OfferSource } from './offer-source.tsx'

const useWords = defineWords({
  en: {
    style: 'Shown as',
    usual: 'As fits best',
    search: 'People can search in them',
    least: 'Fewest picks',
    most: 'Most picks',
  },
  ko: { style: '모양', usual: '가장 알맞게', search: '검색할 수 있게', least: '최소 선택 수', most: '최대 선택 수' },
})

/** Several of several. */
export function ChoicesAnswer({ path }: { readonly path: Path }) {
  const words = useWords()
  const styleWords = useStyleWords()
  const { value: style } = useField([...path, 'style'])
  const { value: from } = useField([...path, 'from'])
  return (
    <>
      <OfferSource path={path} kinds={['choices', 'from']} />
      <ChoiceSetting
        path={[...path, 'style']}
        label={words.style}
        none={words.usual}
        optional
        options={(['buttons', 'list', 'tiles'] as const).map((value) => ({ value, label: styleWords[value] }))}
      />
      {from === undefined ? (
        <ChoicesSetting path={[...path, 'choices']} look={typeof style === 'string' ? style : 'buttons'} />
      ) : null}
      <div className={styles.two}>
        <NumberSetting path={[...path, 'min']} label={words.least} placeholder="1" optional />
        <NumberSetting path={[...path, 'max']} label={words.most} optional />
      </div>
      <FlagSetting path={[...path, 'search']} label={words.search} />
    </>
  )
}
