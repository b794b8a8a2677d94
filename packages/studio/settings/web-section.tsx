import { useState } from 'react'
import type { PreviewEntry } from '../api.ts'
import { request } from '../app/request.ts'
import { Button, Checkbox, ErrorNotice, Notice, Working } from '../ui/index.ts'
import { PreviewChat } from '../versions/previews.tsx'
import { contrast, leastContrast, readColour } from './contrast.ts'
import { Section } from './section.tsx'
import { ListSetting, SelectSetting, TextSetting } from './setting-fields.tsx'
import styles from './settings.module.css'
import { textOf, useSetting, useSettings } from './settings-context.ts'
import { useSettingWords } from './words.ts'

const white = [255, 255, 255] as const

export function WebSection() {
  const { web: words, names, useDefault } = useSettingWords()
  const accent = useSetting('web', 'accent')
  const launcher = useSetting('web', 'launcher')
  return (
    <Section id="web" title={names.web} hint={words.hint}>
      <TextSetting setting={useSetting('web', 'title')} label={words.titleLabel} />
      <TextSetting setting={useSetting('web', 'subtitle')} label={words.subtitle} />
      <TextSetting setting={accent} label={words.accent} hint={words.accentHint} />
      <ColourReport colour={textOf(accent.value)} />
      {launcher.value === false ? null : <TextSetting setting={launcher} label={words.launcher} />}
      <Checkbox
        label={words.noLauncher}
        checked={launcher.value === false}
        onChange={(on) => void launcher.save(on ? false : undefined)}
        disabled={launcher.disabled}
      />
      <SelectSetting
        setting={useSetting('web', 'position')}
        label={words.position}
        options={words.positions}
        absent={useDefault}
      />
      <SelectSetting
        setting={useSetting('web', 'theme')}
        label={words.theme}
        options={words.themes}
        absent={useDefault}
      />
      <TextSetting setting={useSetting('web', 'avatar')} label={words.avatar} hint={words.avatarHint} />
      <SelectSetting
        setting={useSetting('web', 'consent')}
        label={words.consent}
        options={words.consents}
        absent={useDefault}
      />
      <ListSetting
        setting={useSetting('web', 'origins')}
        label={words.origins}
        hint={words.originHint}
        item={words.origin}
        empty={words.noOrigins}
        dropEmpty
      />
      <ListSetting
        setting={useSetting('web', 'languages')}
        label={words.languages}
        item={words.languageTag}
        empty={words.anyLanguage}
        dropEmpty
      />
      <Preview />
    </Section>
  )
}

/** Whether a colour can be seen, with the numbers. */
function ColourReport({ colour }: { readonly colour: string }) {
  const { web: words } = useSettingWords()
  if (colour === '') return null
  const rgb = readColour(colour)
  if (rgb === null) return <Notice tone="warn">{words.unknownColour}</Notice>
  const ratio = contrast(rgb, white)
  return (
    <Notice tone={ratio < leastContrast ? 'warn' : 'good'}>
      <span className={styles.swatch} style={{ background: colour }} aria-hidden /> {words.contrast(ratio.toFixed(1))}{' '}
      {ratio < leastContrast ? words.weak : null}
    </Notice>
  )
}

/** The real widget on what is set now. */
function Preview() {
  const { web: words } = useSettingWords()
  const { solution, mayEdit } = useSettings()
  const [preview, setPreview] = useState<PreviewEntry | null>(null)
  const [isMaking, setMaking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function make(): Promise<void> {
    setMaking(true)
    setError(null)
    try {
      const body = { name: 'settings', days: 1 / 24 }
      setPreview(await request<PreviewEntry>(`/solutions/${solution}/previews`, { body }))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setMaking(false)
    }
  }
  if (!mayEdit) return null
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <Button onPress={() => void make()} isDisabled={isMaking}>
          {words.preview}
        </Button>
        {isMaking ? <Working label={words.previewMaking} /> : null}
      </div>
      {error === null ? null : <ErrorNotice error={error} />}
      {preview === null ? null : <PreviewChat preview={preview} isOpen onClose={() => setPreview(null)} />}
    </div>
  )
}
