import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { defineWords } from '../app/words.ts'
import { Button } from '../ui/index.ts'
import styles from './access.module.css'

const useWords = defineWords({
  en: { copy: 'Copy', copied: 'Copied' },
  ko: { copy: '복사', copied: '복사했습니다' },
})

/** Something that is shown once, to be taken along. */
export function CopySecret({ label, text }: { readonly label: string; readonly text: string }) {
  const words = useWords()
  const [isCopied, setCopied] = useState(false)
  // Without a secure origin there is no clipboard; the text can be marked by one click all the same.
  const copy = () => void navigator.clipboard?.writeText(text).then(() => setCopied(true))
  return (
    <div className={styles.copy}>
      <strong>{label}</strong>
      <div className={styles.copyText} data-testid="secret">
        {text}
      </div>
      <div className={styles.row}>
        <Button onPress={copy}>
          {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          {isCopied ? words.copied : words.copy}
        </Button>
      </div>
    </div>
  )
}
