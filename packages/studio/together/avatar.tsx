import { Button, Tooltip, TooltipTrigger } from 'react-aria-components'
import kit from '../ui/ui.module.css'
import styles from './together.module.css'

/** Somebody, by the first letters of their name. */
export function Avatar(props: {
  readonly name: string
  readonly colour: string
  /** What pressing it does, with the name. */
  readonly label: string
  readonly onPress: () => void
}) {
  return (
    <TooltipTrigger delay={300}>
      <Button
        className={styles.avatar ?? ''}
        style={{ background: props.colour }}
        aria-label={props.label}
        onPress={props.onPress}
        data-initials={initialsOf(props.name)}
      />
      <Tooltip className={kit.tooltip ?? ''} offset={6}>
        {props.label}
      </Tooltip>
    </TooltipTrigger>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase() || '?'
}
