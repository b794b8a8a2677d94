import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { useMay } from '../app/api.ts'
import { useText } from '../source/hooks.ts'
import { Notice } from '../ui/index.ts'
import { IdentitySection, InsightSection, ReportSection } from './braze-sections.tsx'
import { ParamsSection } from './params-section.tsx'
import {
  ChannelsSection,
  EgressSection,
  GeneralSection,
  LanguagesSection,
  ListenSection,
  OutreachSection,
  PrivacySection,
} from './plain-sections.tsx'
import { RetargetSection } from './retarget-section.tsx'
import { SecretsSection } from './secrets-section.tsx'
import styles from './settings.module.css'
import { SettingsContext } from './settings-context.ts'
import { readSolutionFile } from './solution-file.ts'
import { WebSection } from './web-section.tsx'
import { isGuarded } from './where-data-goes.ts'
import { useSettingWords } from './words.ts'

const sections = {
  general: GeneralSection,
  languages: LanguagesSection,
  channels: ChannelsSection,
  params: ParamsSection,
  secrets: SecretsSection,
  egress: EgressSection,
  web: WebSection,
  report: ReportSection,
  retarget: RetargetSection,
  insight: InsightSection,
  identity: IdentitySection,
  outreach: OutreachSection,
  privacy: PrivacySection,
  listen: ListenSection,
} as const

const sectionNames = Object.keys(sections) as (keyof typeof sections)[]

/** `solution.ts` as forms, for people who do not program. */
export function SettingsPage() {
  const words = useSettingWords()
  const { solution = '' } = useParams()
  const mayEdit = useMay('solution:edit')
  const mayCode = useMay('action:edit')
  const text = useText('solution.ts')
  const read = useMemo(() => (text === undefined ? null : readSolutionFile(text)), [text])
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{words.title}</h1>
        <p>{words.intro}</p>
        {mayEdit ? null : <Notice>{words.readOnly}</Notice>}
        {read === null ? <Notice tone="warn">{words.missing}</Notice> : null}
        {read?.kind === 'broken' ? (
          <Notice tone="bad">
            {words.broken(read.line, read.reason)} <Link to={`/s/${solution}/actions`}>{words.openFile}</Link>
          </Notice>
        ) : null}
      </div>
      {read?.kind === 'read' ? (
        <SettingsContext value={{ solution, settings: read.settings, inCode: read.inCode, mayEdit }}>
          <nav className={styles.nav} aria-label={words.sections}>
            {sectionNames.map((name) => (
              <a key={name} href={`#${name}`}>
                {words.names[name]}
              </a>
            ))}
          </nav>
          <div className={styles.sections}>
            {sectionNames.map((name) => {
              const Part = sections[name]
              if (mayCode || !mayEdit || !isGuarded(name)) return <Part key={name} />
              return (
                <SettingsContext
                  key={name}
                  value={{ solution, settings: read.settings, inCode: read.inCode, mayEdit: false }}
                >
                  <Notice>{words.guarded(words.names[name])}</Notice>
                  <Part />
                </SettingsContext>
              )
            })}
          </div>
        </SettingsContext>
      ) : null}
    </div>
  )
}
