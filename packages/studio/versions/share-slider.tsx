import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components'
import styles from './versions.module.css'

/** A share of the people, in per cent from 1 to 99. */
export function ShareSlider(props: {
  readonly label: string
  readonly percent: number
  readonly onChange: (percent: number) => void
}) {
  return (
    <Slider
      className={styles.slider ?? ''}
      minValue={1}
      maxValue={99}
      value={props.percent}
      onChange={(value) => props.onChange(Array.isArray(value) ? (value[0] ?? 1) : value)}
    >
      <Label>{props.label}</Label>
      <SliderOutput>{props.percent} %</SliderOutput>
      <SliderTrack className={styles.track ?? ''}>
        <SliderThumb className={styles.thumb ?? ''} />
      </SliderTrack>
    </Slider>
  )
}
