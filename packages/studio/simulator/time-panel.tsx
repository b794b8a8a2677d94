import { Clock } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../app/words.ts'
import { Button } from '../ui/index.ts'
import { lengthOf, timersOf } from './facts.ts'
import { type Player, useSimulation } from './simulation.ts'
import styles from './simulator.module.css'
import { useWords } from './words.ts'

const minutes = 60_000
const lengths = [
  ['1 min', minutes],
  ['30 min', 30 * minutes],
  ['1 h', 60 * minutes],
  ['1 d', 24 * 60 * minutes],
] as const

/** The simulation's clock: nothing waits for real. */
export function TimePanel({ player }: { readonly player: Player }) {
  const words = useWords()
  const language = useLanguage()
  const { moment, busy } = useSimulation()
  const [isOpen, setOpen] = useState(false)
  if (moment === null) return null
  const timers = timersOf(moment)
  return (
    <div className={styles.time}>
      <Button kind="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <Clock size={16} aria-hidden /> {new Date(moment.at).toLocaleString(language)}
      </Button>
      {isOpen ? (
        <div className={styles.choices}>
          {timers.map(({ timer, at }) => (
            <Button key={timer} isDisabled={busy} onPress={() => void player.pass(Math.max(0, at - moment.at))}>
              {words.until(words.timers[timer], lengthOf(at - moment.at))}
            </Button>
          ))}
          {lengths.map(([label, length]) => (
            <Button key={label} isDisabled={busy} onPress={() => void player.pass(length)}>
              {words.wait(label)}
            </Button>
          ))}
          {timers.length === 0 ? <span className={styles.hint}>{words.noTimer}</span> : null}
        </div>
      ) : null}
    </div>
  )
}
