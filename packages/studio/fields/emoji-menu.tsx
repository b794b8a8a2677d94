import { Smile } from 'lucide-react'
import { useState } from 'react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { defineWords } from '../app/words.ts'
import { IconButton } from '../ui/index.ts'
import styles from './fields.module.css'

const useWords = defineWords({ en: { emoji: 'Insert an emoji' }, ko: { emoji: '이모지 넣기' } })

/** Those that messages of brands use; every system has a keyboard for the others. */
const emoji = [
  ...['😀', '😊', '😍', '🥰', '😎', '🤔', '😅', '😢', '😮', '🙏', '👍', '👎', '👋', '👏', '🙌', '💪'],
  ...['❤️', '🧡', '💛', '💚', '💙', '💜', '🎉', '🎁', '🎂', '✨', '⭐', '🔥', '✅', '❌', '⚠️', 'ℹ️'],
  ...['📦', '🚚', '🛒', '💳', '💰', '🏷️', '📧', '📞', '📱', '💻', '📍', '🏠', '🏢', '📅', '⏰', '⏳'],
  ...['🌞', '🌧️', '❄️', '🌈', '☕', '🍕', '🍰', '🍷', '✈️', '🚗', '🚲', '🏖️', '👗', '👟', '💄', '🐶'],
]

export function EmojiMenu({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton name={words.emoji}>
        <Smile size={16} aria-hidden />
      </IconButton>
      <Popover className={styles.menu ?? ''}>
        <Dialog aria-label={words.emoji} className={styles.emoji ?? ''}>
          {emoji.map((each) => (
            <Button
              key={each}
              className={styles.emojiButton ?? ''}
              aria-label={each}
              onPress={() => {
                setOpen(false)
                setTimeout(() => onPick(each), 50)
              }}
            >
              {each}
            </Button>
          ))}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
