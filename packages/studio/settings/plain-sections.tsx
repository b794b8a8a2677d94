import { useFlowNames } from '../source/hooks.ts'
import { Checkbox, TextField } from '../ui/index.ts'
import { Section } from './section.tsx'
import {
  CheckSetting,
  InCode,
  JsonSetting,
  ListSetting,
  PairsSetting,
  SelectSetting,
  TextSetting,
} from './setting-fields.tsx'
import { listOf, useSetting, useSettings } from './settings-context.ts'
import { useSettingWords } from './words.ts'

export function GeneralSection() {
  const { general: words, names } = useSettingWords()
  const { solution } = useSettings()
  const flows = useFlowNames()
  const start = useSetting('start')
  const known = typeof start.value === 'string' && !flows.includes(start.value) ? [...flows, start.value] : flows
  return (
    <Section id="general" title={names.general}>
      <TextField label={words.name} value={solution} onChange={() => {}} hint={words.nameHint} disabled />
      <TextSetting setting={useSetting('customer')} label={words.customer} hint={words.customerHint} />
      <SelectSetting
        setting={start}
        label={words.start}
        options={Object.fromEntries(known.map((name) => [name, name]))}
      />
    </Section>
  )
}

const commas = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

export function LanguagesSection() {
  const { languages: words, names, notSet } = useSettingWords()
  return (
    <Section id="languages" title={names.languages}>
      <TextSetting setting={useSetting('language')} label={words.language} hint={words.languageHint} />
      <PairsSetting
        setting={useSetting('fallbacks')}
        label={words.fallbacks}
        hint={words.fallbacksHint}
        name={words.from}
        value={words.to}
        empty={notSet}
        read={commas}
        print={(value) => listOf(value).join(', ')}
      />
      <CheckSetting setting={useSetting('strictTexts')} label={words.strict} />
    </Section>
  )
}

/** As the flow language knows them. */
const channels = { web: 'Web', sms: 'SMS', whatsapp: 'WhatsApp', messenger: 'Messenger', email: 'E-mail' }

export function ChannelsSection() {
  const { channels: words, names } = useSettingWords()
  const setting = useSetting('channels')
  const chosen = listOf(setting.value)
  function toggle(channel: string, on: boolean): void {
    const next = Object.keys(channels).filter((each) => (each === channel ? on : chosen.includes(each)))
    void setting.save(next.length === 0 ? undefined : next)
  }
  return (
    <Section id="channels" title={names.channels} hint={words.hint}>
      {Object.entries(channels).map(([channel, label]) => (
        <Checkbox
          key={channel}
          label={label}
          checked={chosen.includes(channel)}
          onChange={(on) => toggle(channel, on)}
          disabled={setting.disabled}
        />
      ))}
      <InCode setting={setting} />
    </Section>
  )
}

export function EgressSection() {
  const { egress: words, names } = useSettingWords()
  return (
    <Section id="egress" title={names.egress} hint={words.hint}>
      <ListSetting setting={useSetting('egress')} label={names.egress} item={words.host} empty={words.none} dropEmpty />
    </Section>
  )
}

export function OutreachSection() {
  const { outreach: words, names, notSet } = useSettingWords()
  const secrets = listOf(useSetting('secrets').value)
  const setting = useSetting('outreach', 'secret')
  const whole = useSetting('outreach')
  const expires = useSetting('outreach', 'expiresIn')
  const isOn = whole.value !== undefined || whole.inCode !== null
  return (
    <Section id="outreach" title={names.outreach} hint={words.hint}>
      <SelectSetting
        // Without its secret the whole of it is off.
        setting={{ ...setting, save: (value) => (value === undefined ? whole.save(undefined) : setting.save(value)) }}
        label={words.secret}
        options={Object.fromEntries(secrets.map((name) => [name, name]))}
        absent={notSet}
      />
      {isOn ? <TextSetting setting={expires} label={words.expires} hint={words.expiresHint} /> : null}
    </Section>
  )
}

export function PrivacySection() {
  const { privacy: words, names } = useSettingWords()
  const keep = {
    conversations: useSetting('privacy', 'keep', 'conversations'),
    files: useSetting('privacy', 'keep', 'files'),
    page_events: useSetting('privacy', 'keep', 'page_events'),
  }
  return (
    <Section id="privacy" title={names.privacy} hint={words.hint}>
      {(['conversations', 'files', 'page_events'] as const).map((name) => (
        <TextSetting key={name} setting={keep[name]} label={words[name]} hint={words.time} />
      ))}
    </Section>
  )
}

export function ListenSection() {
  const { listen: words, names } = useSettingWords()
  return (
    <Section id="listen" title={names.listen} hint={words.hint}>
      <JsonSetting setting={useSetting('listen')} label={words.label} />
    </Section>
  )
}
