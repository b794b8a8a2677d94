import { useState } from 'react'
import { environmentNames } from '../api.ts'
import { useMay } from '../app/api.ts'
import { Button, ErrorNotice, Working } from '../ui/index.ts'
import { EnvironmentPanel } from './environment-panel.tsx'
import { Previews } from './previews.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { useEnvironments, useSolution } from './use-versions.ts'
import { VersionTable } from './version-table.tsx'
import styles from './versions.module.css'
import { useVersionWords } from './words.ts'

/** What runs where, links to try what is not published, and all versions. */
export function VersionsPage() {
  const words = useVersionWords()
  const solution = useSolution()
  const { data, error, isPending } = useEnvironments(solution)
  const [isPublishing, setPublishing] = useState(false)
  const may = { sandbox: useMay('publish:sandbox'), prod: useMay('publish:prod') }
  const allowed = environmentNames.filter((environment) => may[environment])
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        {allowed.length === 0 ? null : (
          <Button kind="primary" onPress={() => setPublishing(true)}>
            {words.publish}
          </Button>
        )}
        <p>{words.intro}</p>
      </div>
      <section className={styles.section} aria-labelledby="environments">
        <h2 id="environments">{words.environments}</h2>
        {isPending ? <Working label={words.loading} /> : null}
        {error === null ? null : <ErrorNotice error={error} />}
        <div className={styles.panels}>
          {data?.environments.map((state) => (
            <EnvironmentPanel key={state.environment} solution={solution} state={state} may={may[state.environment]} />
          ))}
        </div>
      </section>
      <Previews solution={solution} />
      <VersionTable solution={solution} environments={data?.environments ?? []} allowed={allowed} />
      {isPublishing ? (
        <PublishDialog solution={solution} allowed={allowed} onClose={() => setPublishing(false)} />
      ) : null}
    </div>
  )
}
