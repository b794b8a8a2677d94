import { defineWords } from '../../app/words.ts'
import styles from '../../fields/fields.module.css'
import { Section, useField } from '../../fields/form.tsx'
import type { Path } from '../../fields/path.ts'
import { FlagSetting, LiquidSetting, NumberSetting, TextSetting } from '../../fields/settings.tsx'

const useWords = defineWords({
  en: {
    least: 'Fewest characters',
    most: 'Most characters',
    pattern: 'Must match a pattern',
    patternHint: 'A regular expression (RE2) for the whole answer: [A-Z]{2}[0-9]{4}',
    empty: 'Nothing is an answer too',
    more: 'Checks',
    country: 'Country of numbers without a country code',
    countryHint: 'Two letters, such as GB or KR.',
    address: 'An address in words will do too',
    url: 'Address of the page',
    urlHint: 'Put values in with | url_encode. The page sends back: parent.postMessage({ parley: values }, "*")',
    label: 'Words of the button that opens it',
    inline: 'Show it in the conversation itself',
    height: 'Height in pixels',
  },
  ko: {
    least: '최소 글자 수',
    most: '최대 글자 수',
    pattern: '맞아야 하는 형식',
    patternHint: '답 전체에 맞아야 하는 정규식(RE2): [A-Z]{2}[0-9]{4}',
    empty: '빈 답도 허용',
    more: '확인할 것',
    country: '국가 번호가 없을 때의 국가',
    countryHint: 'GB, KR 같은 두 글자.',
    address: '글로 쓴 주소도 허용',
    url: '페이지 주소',
    urlHint: '값은 | url_encode 로 넣으세요. 페이지가 돌려보내는 방법: parent.postMessage({ parley: values }, "*")',
    label: '여는 버튼의 글',
    inline: '대화 안에 바로 보여 주기',
    height: '높이 (픽셀)',
  },
})

interface Props {
  readonly path: Path
}

export function TextAnswer({ path }: Props) {
  const words = useWords()
  const { value } = useField(path)
  const isSet = typeof value === 'object' && value !== null && Object.keys(value).length > 1
  return (
    <Section title={words.more} open={isSet}>
      <div className={styles.two}>
        <NumberSetting path={[...path, 'min']} label={words.least} placeholder="1" optional />
        <NumberSetting path={[...path, 'max']} label={words.most} placeholder="4096" optional />
      </div>
      <TextSetting path={[...path, 'pattern']} label={words.pattern} hint={words.patternHint} optional />
      <FlagSetting path={[...path, 'allow_empty']} label={words.empty} />
    </Section>
  )
}

export function EmailAnswer() {
  return null
}

export function PhoneAnswer({ path }: Props) {
  const words = useWords()
  return (
    <TextSetting path={[...path, 'country']} label={words.country} hint={words.countryHint} placeholder="GB" optional />
  )
}

export function LocationAnswer({ path }: Props) {
  const words = useWords()
  return <FlagSetting path={[...path, 'address']} label={words.address} usual />
}

export function WebViewAnswer({ path }: Props) {
  const words = useWords()
  const { value: inline } = useField([...path, 'inline'])
  return (
    <>
      <LiquidSetting path={[...path, 'url']} label={words.url} hint={words.urlHint} placeholder="https://…" />
      <LiquidSetting path={[...path, 'label']} label={words.label} optional />
      <FlagSetting path={[...path, 'inline']} label={words.inline} />
      {inline === true ? (
        <NumberSetting path={[...path, 'height']} label={words.height} placeholder="320" optional />
      ) : null}
    </>
  )
}
