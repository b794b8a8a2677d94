import type { Card, Content } from '@parley/flow'
import { Formatted } from '../ui/index.ts'
import styles from './simulator.module.css'

/** Everything that a message shows, but for what the person picks or fills in. */
export function ContentView({ content, who }: { readonly content: Content; readonly who: 'bot' | 'person' }) {
  const words = content.text === '' ? null : who === 'bot' ? <Formatted text={content.text} /> : <p>{content.text}</p>
  return (
    <>
      {words}
      <More content={content} />
    </>
  )
}

function More({ content }: { readonly content: Content }) {
  switch (content.kind) {
    case 'image':
      return <img className={styles.picture} src={content.image.url} alt={content.image.alt} />
    case 'video':
      return (
        <video
          className={styles.picture}
          controls
          src={content.video.url}
          aria-label={content.video.title}
          {...(content.video.poster === undefined ? {} : { poster: content.video.poster })}
        >
          <track kind="captions" />
        </video>
      )
    case 'file': {
      const { file } = content
      const size = file.size === undefined ? '' : ` (${Math.ceil(file.size / 1000)} kB)`
      return 'url' in file ? <Outward href={file.url} label={`${file.name}${size}`} /> : <p>{`${file.name}${size}`}</p>
    }
    case 'link':
      return <Outward href={content.link.url} label={content.link.label} />
    case 'web-view':
      return <Outward href={content.web_view.url} label={content.web_view.label} />
    case 'location': {
      const { name, address, latitude, longitude } = content.location
      const place = [name, address, latitude === undefined ? undefined : `${latitude}, ${longitude}`]
      return <p>{place.filter((part) => part !== undefined).join(' · ')}</p>
    }
    case 'carousel':
      return (
        <div className={styles.cards}>
          {content.cards.map((card) => (
            <CardView key={`${card.title} ${card.text ?? ''}`} card={card} />
          ))}
        </div>
      )
    default:
      return null
  }
}

function CardView({ card }: { readonly card: Card }) {
  return (
    <div className={styles.card}>
      {card.image === undefined ? null : <img src={card.image} alt="" />}
      <strong>{card.title}</strong>
      {card.text === undefined ? null : <p>{card.text}</p>}
      {card.choices.map((choice) =>
        'id' in choice ? null : <Outward key={choice.label} href={choice.url} label={choice.label} />,
      )}
    </div>
  )
}

function Outward({ href, label }: { readonly href: string; readonly label: string }) {
  return (
    <p>
      <a href={href} target="_blank" rel="noreferrer">
        {label}
      </a>
    </p>
  )
}
