import { useMemo, useState } from 'react'
import { useMay } from '../app/api.ts'
import { defineWords } from '../app/words.ts'
import { useSurroundings } from '../fields/surroundings.ts'
import { AddLanguage, Languages } from '../texts/languages.tsx'
import { type Filter, filterRows, languagesIn, rowsOf } from '../texts/rows.ts'
import styles from '../texts/texts.module.css'
import { TextsTable } from '../texts/texts-table.tsx'
import { useTextSources } from '../texts/use-text-sources.ts'
import { Empty, Select, TextField } from '../ui/index.ts'

const useWords = defineWords({
  en: {
    title: 'Texts',
    flow: 'Flow',
    allFlows: 'All flows',
    platform: 'What Parley itself says',
    state: 'Show',
    states: { all: 'All texts', missing: 'Missing in a language', changed: 'Original changed since' },
    search: 'Find a text',
    none: 'No texts yet',
    noneText: 'What your flows say stands here, side by side in all languages. Add a message to a flow first.',
    nothing: 'No text fits these filters.',
    all: 'Nothing is missing',
    allText: 'Every text is there in every language.',
    count: (count: number) => (count === 1 ? '1 text' : `${count} texts`),
  },
  ko: {
    title: '글',
    flow: '플로',
    allFlows: '모든 플로',
    platform: 'Parley가 하는 말',
    state: '보기',
    states: { all: '모든 글', missing: '번역이 빠진 글', changed: '원문이 바뀐 글' },
    search: '글 찾기',
    none: '아직 글이 없습니다',
    noneText: '플로가 하는 말이 모든 언어로 나란히 여기에 보입니다. 먼저 플로에 메시지를 추가하세요.',
    nothing: '조건에 맞는 글이 없습니다.',
    all: '빠진 번역이 없습니다',
    allText: '모든 글이 모든 언어로 있습니다.',
    count: (count: number) => `글 ${count}개`,
  },
})

/** All texts of all flows, per language side by side. */
export function Component() {
  const words = useWords()
  const mayEdit = useMay('solution:edit')
  const { language } = useSurroundings()
  const own = language ?? 'en'
  const sources = useTextSources(own)
  const rows = useMemo(() => rowsOf(sources), [sources])
  const languages = languagesIn(sources.files, own)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState<Omit<Filter, 'languages'>>({ flow: null, state: 'all', query: '' })
  const shown = languages.filter((each) => !hidden.has(each))
  const found = filterRows(rows, { ...filter, languages: shown })
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        {mayEdit ? <AddLanguage own={own} languages={languages} /> : null}
      </div>
      <Languages
        rows={rows}
        languages={languages}
        hidden={hidden}
        onHide={(each, hide) =>
          setHidden((before) => new Set([...before, each].filter((known) => hide || known !== each)))
        }
      />
      <div className={styles.filters}>
        <Select
          label={words.flow}
          value={filter.flow === null ? 'all' : `.${filter.flow}`}
          options={[
            { value: 'all', label: words.allFlows },
            ...sources.flows.map(([name]) => ({ value: `.${name}`, label: name })),
            { value: '.words', label: words.platform },
          ]}
          onChange={(value) => setFilter({ ...filter, flow: value === 'all' ? null : value.slice(1) })}
        />
        <Select
          label={words.state}
          value={filter.state}
          options={(['all', 'missing', 'changed'] as const).map((value) => ({ value, label: words.states[value] }))}
          onChange={(state) => setFilter({ ...filter, state })}
        />
        <TextField
          label={words.search}
          type="search"
          value={filter.query}
          onChange={(query) => setFilter({ ...filter, query })}
        />
      </div>
      <span className={styles.hint} role="status">
        {words.count(found.length)}
      </span>
      {found.length > 0 ? (
        <TextsTable rows={found} order={rows} own={own} languages={shown} readOnly={!mayEdit} />
      ) : filter.state === 'missing' && filter.query === '' ? (
        <Empty title={words.all}>{words.allText}</Empty>
      ) : rows.every(({ flow }) => flow === null) && filter.flow !== 'words' ? (
        <Empty title={words.none}>{words.noneText}</Empty>
      ) : (
        <Empty title={words.nothing}>{''}</Empty>
      )}
    </div>
  )
}
