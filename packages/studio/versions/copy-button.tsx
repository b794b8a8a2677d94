import { Copy } from 'lucide-react'
import { Button, IconButton, toast } from '../ui/index.ts'
import { useVersionWords } from './words.ts'

/** Puts a text on the clipboard and says so. With `label` a button with words, otherwise a picture. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const words = useVersionWords()
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => toast(words.copied, 'good'),
      // Without the permission the text is there to be selected.
      () => toast(text),
    )
  if (label === undefined)
    return (
      <IconButton name={`${words.copy}: ${text}`} onPress={copy}>
        <Copy size={16} aria-hidden />
      </IconButton>
    )
  return (
    <Button onPress={copy}>
      <Copy size={16} aria-hidden /> {label}
    </Button>
  )
}
