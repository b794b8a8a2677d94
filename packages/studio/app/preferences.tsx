import { Check, MonitorCog } from 'lucide-react'
import { useState } from 'react'
import { IconButton, Menu } from '../ui/index.ts'
import { appearance, chooseAppearance } from './appearance.ts'
import { chooseLanguage, defineWords, type Language, languages, useLanguage } from './words.ts'

const useWords = defineWords({
  en: { settings: 'Language and appearance', system: 'As the system', chosen: 'Chosen', light: 'Light', dark: 'Dark' },
  ko: { settings: '언어와 화면', system: '시스템 설정', chosen: '선택됨', light: '밝게', dark: '어둡게' },
})

const icon = { flex: 'none', width: 16 }

/** Language and appearance of the Studio, kept in this browser. */
export function Preferences() {
  const words = useWords()
  const language = useLanguage()
  const [shown, setShown] = useState(appearance())
  const mark = (isChosen: boolean) => ({
    icon: isChosen ? (
      <Check size={16} role="img" aria-label={words.chosen} style={icon} />
    ) : (
      <span style={icon} aria-hidden />
    ),
  })
  return (
    <Menu
      label={words.settings}
      trigger={
        <IconButton name={words.settings}>
          <MonitorCog size={18} aria-hidden />
        </IconButton>
      }
      entries={[
        ...Object.entries(languages).map(([id, label]) => ({
          id,
          label,
          ...mark(id === language),
          onSelect: () => chooseLanguage(id as Language),
        })),
        'line' as const,
        ...(['system', 'light', 'dark'] as const).map((id) => ({
          id,
          label: words[id],
          ...mark(id === shown),
          onSelect: () => {
            chooseAppearance(id)
            setShown(id)
          },
        })),
      ]}
    />
  )
}
