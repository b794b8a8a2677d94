import { useState } from 'react'
import { useMay } from '../app/api.ts'
import { useSurroundings } from '../fields/surroundings.ts'
import { usePaths, useReadOnly } from '../source/hooks.ts'
import { textsLanguage } from '../texts/texts-paths.ts'
import { Notice, Tabs } from '../ui/index.ts'
import { InboxPanel } from '../understanding/inbox-panel.tsx'
import { IntentsPanel } from '../understanding/intents-panel.tsx'
import { QualityPanel } from '../understanding/quality-panel.tsx'
import { TryPanel } from '../understanding/try-panel.tsx'
import styles from '../understanding/understanding.module.css'
import { useNlu } from '../understanding/use-nlu.ts'
import { useWords } from '../understanding/words.ts'

/** What people may mean: the examples, how well they work, and what was not understood. */
export function Component() {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const readOnly = useReadOnly() || !mayEdit
  const { language: own = 'en' } = useSurroundings()
  const paths = usePaths()
  const editing = useNlu()
  const [tab, setTab] = useState('intents')
  const languages = [...new Set([own, ...paths.flatMap((path) => textsLanguage(path) ?? [])])]
  const { broken } = editing.nlu
  const shared = { editing, own, languages, readOnly }
  return (
    <div className={styles.page}>
      <h1>{words.title}</h1>
      {broken.length === 0 ? null : <Notice tone="warn">{words.broken(broken.join(', '))}</Notice>}
      <Tabs
        label={words.title}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'intents', label: words.tabs.intents, content: <IntentsPanel {...shared} /> },
          { id: 'try', label: words.tabs.try, content: <TryPanel key={own} {...shared} /> },
          { id: 'quality', label: words.tabs.quality, content: <QualityPanel {...shared} /> },
          {
            id: 'inbox',
            label: words.tabs.inbox,
            content: <InboxPanel {...shared} onCompare={() => setTab('quality')} />,
          },
        ]}
      />
    </div>
  )
}
