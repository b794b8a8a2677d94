import { useField } from '../../fields/form.tsx'
import { useOwnDirection } from '../../fields/own-language.ts'
import type { Path } from '../../fields/path.ts'
import styles from './content.module.css'

/** Words edited where they are shown, without a frame around them. */
export function InlineText(props: {
  readonly path: Path
  readonly label: string
  readonly placeholder?: string
  readonly plain?: boolean
  readonly optional?: boolean
  readonly onLeave?: () => void
}) {
  const field = useField(props.path)
  const direction = useOwnDirection()
  return (
    <input
      className={styles.words}
      {...direction}
      data-plain={props.plain === true}
      data-field={field.name}
      aria-label={props.label}
      aria-invalid={field.problems.some(({ severity }) => severity === 'error')}
      placeholder={props.placeholder ?? props.label}
      value={typeof field.value === 'string' ? field.value : ''}
      readOnly={field.readOnly}
      onChange={({ target }) => field.type(target.value === '' && props.optional === true ? undefined : target.value)}
      onBlur={props.onLeave}
    />
  )
}
