import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Section, useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting, NumberSetting, TextSetting } from '../../fields/settings.tsx'
import { LocaleSetting } from './locale.tsx'

const useWords = defineWords({
  en: {
    more: 'Checks',
    first: 'First day',
    last: 'Last day',
    dayHint: 'A day like 2026-12-31, or today',
    earliest: 'Earliest',
    latest: 'Latest',
    timeHint: 'HH:MM',
    momentHint: 'Like 2026-12-31T09:00, or now',
    step: 'In steps of so many minutes',
    zone: 'Time zone of “now”',
  },
  ko: {
    more: '확인할 것',
    first: '가장 이른 날',
    last: '가장 늦은 날',
    dayHint: '2026-12-31 같은 날짜 또는 today',
    earliest: '가장 이른 때',
    latest: '가장 늦은 때',
    timeHint: 'HH:MM',
    momentHint: '2026-12-31T09:00 같은 때 또는 now',
    step: '몇 분 단위로',
    zone: '“now”의 시간대',
  },
})

interface Props {
  readonly path: Path
}

function useIsSet(path: Path): boolean {
  const { value } = useField(path)
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1
}

export function DateAnswer({ path }: Props) {
  const words = useWords()
  return (
    <Section title={words.more} open={useIsSet(path)}>
      <div className={styles.two}>
        <TextSetting
          path={[...path, 'min']}
          label={words.first}
          hint={words.dayHint}
          placeholder="1900-01-01"
          optional
        />
        <TextSetting path={[...path, 'max']} label={words.last} placeholder="today" optional />
      </div>
      <LocaleSetting path={[...path, 'locale']} />
    </Section>
  )
}

export function TimeAnswer({ path }: Props) {
  const words = useWords()
  return (
    <Section title={words.more} open={useIsSet(path)}>
      <div className={styles.two}>
        <TextSetting
          path={[...path, 'min']}
          label={words.earliest}
          hint={words.timeHint}
          placeholder="09:00"
          optional
        />
        <TextSetting path={[...path, 'max']} label={words.latest} hint={words.timeHint} placeholder="17:00" optional />
      </div>
      <NumberSetting path={[...path, 'step']} label={words.step} placeholder="15" optional />
    </Section>
  )
}

export function DateTimeAnswer({ path }: Props) {
  const words = useWords()
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <Section title={words.more} open={useIsSet(path)}>
      <div className={styles.two}>
        <TextSetting
          path={[...path, 'min']}
          label={words.earliest}
          hint={words.momentHint}
          placeholder="now"
          optional
        />
        <TextSetting path={[...path, 'max']} label={words.latest} placeholder="2026-12-31T18:00" optional />
      </div>
      <ChoiceSetting
        path={[...path, 'time_zone']}
        label={words.zone}
        optional
        options={['UTC', ...zones].map((value) => ({ value, label: value }))}
      />
      <LocaleSetting path={[...path, 'locale']} />
    </Section>
  )
}
