import { useState } from 'react'
import type { DeploymentEntry } from '../api.ts'
import { Button, ErrorNotice, Notice } from '../ui/index.ts'
import { changeLive, isOvertaken } from './change-live.ts'
import { ShareSlider } from './share-slider.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** More people, everybody, or nobody any more. */
export function CanaryControls(props: { readonly solution: string; readonly deployment: DeploymentEntry }) {
  const words = useVersionWords()
  const { solution, deployment } = props
  const [share, setShare] = useState(Math.round((deployment.canary?.share ?? 0) * 100))
  const [isBusy, setBusy] = useState(false)
  const [isLost, setLost] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function change(body: { readonly share?: number; readonly end?: 'promote' | 'abort' }): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const seen = { ...body, after: deployment.deployment }
      await changeLive(solution, deployment.environment, 'canary', seen, () => setLost(true))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
      setLost(false)
    }
  }

  return (
    <div className={styles.form}>
      <ShareSlider label={words.canaryShare} percent={share} onChange={setShare} />
      <div className={styles.row}>
        <Button onPress={() => void change({ share: share / 100 })} isDisabled={isBusy}>
          {words.changeShare}
        </Button>
        <Button onPress={() => void change({ end: 'promote' })} isDisabled={isBusy}>
          {words.promote}
        </Button>
        <Button onPress={() => void change({ end: 'abort' })} isDisabled={isBusy}>
          {words.endCanary}
        </Button>
      </div>
      {isLost ? <Notice tone="warn">{words.lost}</Notice> : null}
      {error === null ? null : isOvertaken(error) ? (
        <Notice tone="warn">{words.changedMeanwhile}</Notice>
      ) : (
        <ErrorNotice error={error} />
      )}
    </div>
  )
}
