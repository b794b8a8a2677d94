import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { webAddress } from '../address.ts'
import { Icon } from '../icons.tsx'
import { writeSize } from '../moment.ts'
import { useSurroundings } from '../surroundings.ts'
import { Link } from './link.tsx'
import { Picture } from './picture.tsx'

/** A file to open; a picture that the person gave is shown. */
export function File({ file }: { readonly file: NonNullable<Message['file']> }): JSX.Element {
  const { language } = useSurroundings()
  if ('id' in file && file.type.startsWith('image/') && webAddress(file.url) !== null)
    return <Picture url={file.url} alt={file.name} class="media" />
  return (
    <Link url={file.url} class="attachment">
      <span class="badge">
        <Icon name="file" size={20} />
      </span>
      <span class="label">
        <span class="name">{file.name}</span>
        {file.size === undefined ? null : <span class="soft">{writeSize(file.size, language)}</span>}
      </span>
    </Link>
  )
}
