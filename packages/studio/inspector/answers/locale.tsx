import { defineWords } from '../../app/words.ts'
import type { Path } from '../../fields/path.ts'
import { ChoiceSetting } from '../../fields/settings.tsx'

const useWords = defineWords({
  en: {
    label: 'How people write days and numbers',
    usual: 'As their language does',
    hint: 'Says whether 03/05/1990 is in May or in March, and what the decimal mark is.',
  },
  ko: {
    label: '날짜와 숫자를 쓰는 방식',
    usual: '그 언어의 방식대로',
    hint: '03/05/1990이 5월인지 3월인지, 소수점이 무엇인지 정합니다.',
  },
})

/** Those that differ in how days and numbers are written; any other can stand in the file. */
const locales: { readonly [tag: string]: string } = {
  'en-GB': 'English (UK) – 3/5/1990 is 3 May',
  'en-US': 'English (US) – 5/3/1990 is 3 May',
  'de-DE': 'Deutsch – 3.5.1990',
  'fr-FR': 'Français – 03/05/1990',
  'es-ES': 'Español – 3/5/1990',
  'it-IT': 'Italiano – 3/5/1990',
  'pt-BR': 'Português (Brasil) – 03/05/1990',
  'nl-NL': 'Nederlands – 3-5-1990',
  'ja-JP': '日本語 – 1990/5/3',
  'ko-KR': '한국어 – 1990. 5. 3.',
  'zh-CN': '中文 – 1990/5/3',
  'ar-EG': 'العربية',
  'he-IL': 'עברית – 3.5.1990',
}

export function LocaleSetting({ path }: { readonly path: Path }) {
  const words = useWords()
  return (
    <ChoiceSetting
      path={path}
      label={words.label}
      hint={words.hint}
      optional
      none={words.usual}
      options={Object.entries(locales).map(([value, label]) => ({ value, label }))}
    />
  )
}
