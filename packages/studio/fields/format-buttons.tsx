import { Bold, Italic, Link } from 'lucide-react'
import { defineWords } from '../app/words.ts'
import { IconButton } from '../ui/index.ts'
import type { Format } from './formatting.ts'

const useWords = defineWords({
  en: { bold: 'Bold', italic: 'Italic', link: 'Link' },
  ko: { bold: '굵게', italic: '기울임', link: '링크' },
})

export function FormatButtons({ onFormat }: { readonly onFormat: (format: Format) => void }) {
  const words = useWords()
  return (
    <>
      <IconButton name={words.bold} onPress={() => onFormat('bold')}>
        <Bold size={16} aria-hidden />
      </IconButton>
      <IconButton name={words.italic} onPress={() => onFormat('italic')}>
        <Italic size={16} aria-hidden />
      </IconButton>
      <IconButton name={words.link} onPress={() => onFormat('link')}>
        <Link size={16} aria-hidden />
      </IconButton>
    </>
  )
}
