import { lazy, Suspense, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { EnvironmentName } from '../api.ts'
import { useMay } from '../app/api.ts'
import { useSurroundings } from '../fields/surroundings.ts'
import { usePaths, useReadOnly } from '../source/hooks.ts'
import { textsLanguage } from '../texts/texts-paths.ts'
import { Tabs } from '../ui/index.ts'
import { FilesPanel } from '../understanding/files-panel.tsx'
import { ImportButton } from '../understanding/import-button.tsx'
import { InboxPanel } from '../understanding/inbox-panel.tsx'
import { IntentsPanel } from '../understanding/intents-panel.tsx'
import { type FilePlace, NluProblems } from '../understanding/nlu-problems.tsx'
import { QualityPanel } from '../understanding/quality-panel.tsx'
import { TryPanel } from '../understanding/try-panel.tsx'
import styles from '../understanding/understanding.module.css'
import { UndoButtons, usePageUndo } from '../understanding/undo.tsx'
import { useNlu } from '../understanding/use-nlu.ts'
import { useMeasuring } from '../understanding/use-quality.ts'
import { useWords } from '../understanding/words.ts'

// Fewer come for entities than for intents.
const EntitiesPanel = lazy(() =>
  import('../understanding/entities-panel.tsx').then((module) => ({ default: module.EntitiesPanel })),
)

/** What people may mean: the examples, how well they work, and what was not understood. */
export function Component() {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const readOnly = useReadOnly() || !mayEdit
  const { language: own = 'en' } = useSurroundings()
  const paths = usePaths()
  const editing = useNlu()
  const measuring = useMeasuring(editing.files)
  const page = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(usePlaceAsked())
  const [tab, setTab] = useState(shown === null ? 'intents' : 'files')
  const languages = [...new Set([own, ...paths.flatMap((path) => textsLanguage(path) ?? [])])]
  const { broken } = editing.nlu
  function compare(environment: EnvironmentName): void {
    setTab('quality')
    measuring.measure(environment)
  }
  function show(file: string, line = 1): void {
    setShown({ file, line, count: (shown?.count ?? 0) + 1 })
    setTab('files')
  }
  usePageUndo(page)
  const shared = { editing, own, languages, readOnly }
  return (
    <div className={styles.page} ref={page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        {readOnly ? null : (
          <div className={styles.line}>
            <ImportButton {...shared} />
            <UndoButtons />
          </div>
        )}
      </div>
      <NluProblems broken={broken} onShow={show} />
      <Tabs
        label={words.title}
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: 'intents', label: words.tabs.intents, content: <IntentsPanel {...shared} /> },
          {
            id: 'entities',
            label: words.tabs.entities,
            content: (
              <Suspense>
                <EntitiesPanel {...shared} />
              </Suspense>
            ),
          },
          { id: 'try', label: words.tabs.try, content: <TryPanel key={own} {...shared} /> },
          { id: 'quality', label: words.tabs.quality, content: <QualityPanel {...shared} measuring={measuring} /> },
          {
            id: 'inbox',
            label: words.tabs.inbox,
            content: <InboxPanel {...shared} onCompare={compare} />,
          },
          {
            id: 'files',
            label: words.tabs.files,
            content: <FilesPanel files={editing.files} shown={shown} readOnly={readOnly} onShow={show} />,
          },
        ]}
      />
    </div>
  )
}

/** The line that a problem leads to; `null`: nobody came from one. */
function usePlaceAsked(): FilePlace | null {
  const [asked] = useSearchParams()
  const file = asked.get('file')
  return file === null ? null : { file, line: Number(asked.get('line')) || 1, count: 0 }
}
