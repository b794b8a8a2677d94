import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Section, useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting, FlagSetting, LiquidSetting, NumberSetting } from '../../fields/settings.tsx'
import { LocaleSetting } from './locale.tsx'

const useWords = defineWords({
  en: {
    more: 'Checks',
    least: 'The least',
    most: 'The most',
    whole: 'Whole numbers only',
    best: 'The best (2 to 10)',
    icon: 'Shown as',
    icons: { star: '★ Stars', heart: '♥ Hearts', thumb: '👍 Thumbs', smiley: '🙂 Smileys', number: '1 2 3 Numbers' },
    step: 'In steps of',
    unit: 'What is counted',
    unitPlaceholder: 'km',
  },
  ko: {
    more: '확인할 것',
    least: '최솟값',
    most: '최댓값',
    whole: '정수만',
    best: '최고점 (2–10)',
    icon: '모양',
    icons: { star: '★ 별', heart: '♥ 하트', thumb: '👍 엄지', smiley: '🙂 표정', number: '1 2 3 숫자' },
    step: '간격',
    unit: '단위',
    unitPlaceholder: 'km',
  },
})

interface Props {
  readonly path: Path
}

export function NumberAnswer({ path }: Props) {
  const words = useWords()
  const { value } = useField(path)
  const isSet = typeof value === 'object' && value !== null && Object.keys(value).length > 1
  return (
    <Section title={words.more} open={isSet}>
      <div className={styles.two}>
        <NumberSetting path={[...path, 'min']} label={words.least} optional />
        <NumberSetting path={[...path, 'max']} label={words.most} optional />
      </div>
      <FlagSetting path={[...path, 'integer']} label={words.whole} />
      <LocaleSetting path={[...path, 'locale']} />
    </Section>
  )
}

export function RatingAnswer({ path }: Props) {
  const words = useWords()
  return (
    <div className={styles.two}>
      <NumberSetting path={[...path, 'max']} label={words.best} placeholder="5" optional />
      <ChoiceSetting
        path={[...path, 'icon']}
        label={words.icon}
        usual="star"
        options={(['star', 'heart', 'thumb', 'smiley', 'number'] as const).map((value) => ({
          value,
          label: words.icons[value],
        }))}
      />
    </div>
  )
}

export function SliderAnswer({ path }: Props) {
  const words = useWords()
  return (
    <>
      <div className={styles.two}>
        <NumberSetting path={[...path, 'min']} label={words.least} placeholder="0" optional />
        <NumberSetting path={[...path, 'max']} label={words.most} placeholder="100" optional />
        <NumberSetting path={[...path, 'step']} label={words.step} placeholder="1" optional />
      </div>
      <LiquidSetting path={[...path, 'unit']} label={words.unit} placeholder={words.unitPlaceholder} optional />
    </>
  )
}
