import type { JSX } from 'preact'
import type { Message } from '../../protocol.ts'
import { Icon } from '../icons.tsx'
import { useSurroundings } from '../surroundings.ts'
import { Link } from './link.tsx'

/** A place in words, with a way to a map. */
export function Place({ latitude, longitude, name, address }: NonNullable<Message['location']>): JSX.Element {
  const { words } = useSurroundings()
  return (
    <div class="place">
      <span class="badge">
        <Icon name="place" size={20} />
      </span>
      <div class="label">
        {name ? <p class="name">{name}</p> : null}
        {address ? <p>{address}</p> : null}
        {latitude === undefined || longitude === undefined ? null : (
          <>
            <p class="soft" dir="ltr">{`${latitude}, ${longitude}`}</p>
            <Link url={mapOf(latitude, longitude)}>{words.map}</Link>
          </>
        )}
      </div>
    </div>
  )
}

function mapOf(latitude: number, longitude: number): string {
  const map = new URL('https://www.openstreetmap.org/')
  map.searchParams.set('mlat', String(latitude))
  map.searchParams.set('mlon', String(longitude))
  map.hash = `map=16/${latitude}/${longitude}`
  return map.href
}
