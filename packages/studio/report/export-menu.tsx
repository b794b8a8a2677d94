import { Download } from 'lucide-react'
import { Button, Menu } from '../ui/index.ts'
import { useWords } from './words.ts'

const formats = ['csv', 'json'] as const

/** Takes what is shown along as a file. `hrefOf`: where the file is, asked when it is wanted. */
export function ExportMenu({ hrefOf }: { readonly hrefOf: (format: (typeof formats)[number]) => string }) {
  const words = useWords()
  return (
    <Menu
      label={words.export}
      trigger={
        <Button>
          <Download size={16} aria-hidden /> {words.export}
        </Button>
      }
      entries={formats.map((format) => ({ id: format, label: words[format], onSelect: () => save(hrefOf(format)) }))}
    />
  )
}

/** As a click on a link would. */
function save(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
