import { useState } from 'react'
import { defineWords } from '../../app/words.ts'
import styles from './content.module.css'

const useWords = defineWords({
  en: {
    broken: 'No picture at this address',
    later: (url: string) => `Known when it is said: ${url}`,
    none: 'No address yet',
  },
  ko: {
    broken: '이 주소에 그림이 없습니다',
    later: (url: string) => `말할 때 정해집니다: ${url}`,
    none: '아직 주소가 없습니다',
  },
})

/** A picture of somebody else, shown as far as its address is known. */
export function Picture({ url, alt }: { readonly url: string; readonly alt: string }) {
  const words = useWords()
  const [broken, setBroken] = useState<string | null>(null)
  if (url.includes('{')) return <div className={styles.noPicture}>{words.later(url)}</div>
  if (!/^https?:\/\/[^/]+/.test(url)) return <div className={styles.noPicture}>{words.none}</div>
  if (broken === url) return <div className={styles.noPicture}>{words.broken}</div>
  return (
    <img
      className={styles.picture}
      src={url}
      alt={alt}
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(url)}
    />
  )
}
