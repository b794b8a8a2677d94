import { Checkbox } from '../ui/index.ts'
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
import { isMembers, memberOf, useSetting } from './settings-context.ts'
import { useSettingWords } from './words.ts'

const moments = ['started', 'completed', 'abandoned', 'handed_over', 'rated', 'idle', 'answered'] as const

export function ReportSection() {
  const { report: words, names } = useSettingWords()
  return (
    <Section id="report" title={names.report} hint={words.hint}>
      <Events />
      <PairsSetting
        setting={useSetting('report', 'attributes')}
        label={words.attributes}
        hint={words.attributesHint}
        name={words.attribute}
        value={words.value}
        empty={words.noAttributes}
      />
      <TextSetting setting={useSetting('report', 'if')} label={words.condition} />
    </Section>
  )
}

/** All under their usual names, or each by itself, under another name where one is written. */
function Events() {
  const { report: words } = useSettingWords()
  const events = useSetting('report', 'events')
  const isAll = events.value === true
  const chosen = isMembers(events.value) ? events.value : {}
  return (
    <>
      <Checkbox
        label={words.all}
        checked={isAll}
        onChange={(on) => void events.save(on ? true : undefined)}
        disabled={events.disabled}
      />
      {isAll
        ? null
        : moments.map((moment) => {
            const value = chosen[moment]
            const isOn = value === true || typeof value === 'string'
            const setting = memberOf(events, moment)
            return (
              <div key={moment}>
                <Checkbox
                  label={words.events[moment]}
                  checked={isOn}
                  onChange={(on) => void setting.save(on ? true : undefined)}
                  disabled={events.disabled}
                />
                {isOn ? (
                  <TextSetting
                    setting={{
                      ...setting,
                      value: typeof value === 'string' ? value : '',
                      save: (name) => setting.save(name ?? true),
                    }}
                    label={`${words.nameInBraze}: ${words.events[moment]}`}
                  />
                ) : null}
              </div>
            )
          })}
      <InCode setting={events} />
    </>
  )
}

export function InsightSection() {
  const { insight: words, names, useDefault } = useSettingWords()
  const whole = useSetting('insight')
  const fields = useSetting('insight', 'fields')
  const at = useSetting('insight', 'at')
  const keep = useSetting('insight', 'keep')
  const wait = useSetting('insight', 'wait')
  return (
    <Section id="insight" title={names.insight} hint={words.hint}>
      <ListSetting
        // Without a field there is nothing to know.
        setting={{ ...fields, save: (value) => (value === undefined ? whole.save(undefined) : fields.save(value)) }}
        label={names.insight}
        hint={words.fieldHint}
        item={words.field}
        empty={words.none}
        dropEmpty
      />
      {whole.value === undefined ? null : (
        <>
          <SelectSetting setting={at} label={words.at} options={words.ats} absent={useDefault} />
          <TextSetting setting={keep} label={words.keep} hint={words.keepHint} />
          <TextSetting setting={wait} label={words.wait} hint={words.waitHint} />
        </>
      )}
    </Section>
  )
}

export function IdentitySection() {
  const { identity: words, names } = useSettingWords()
  const whole = useSetting('identity')
  const secrets = useSetting('identity', 'secrets')
  const issuer = useSetting('identity', 'issuer')
  const audience = useSetting('identity', 'audience')
  const required = useSetting('identity', 'required')
  const keys = useSetting('identity', 'keys')
  const isOnly = isMembers(whole.value) && whole.value.keys === undefined
  return (
    <Section id="identity" title={names.identity} hint={words.hint}>
      <ListSetting
        // Nothing proves anything without a secret or a key.
        setting={{
          ...secrets,
          save: (value) => (value === undefined && isOnly ? whole.save(undefined) : secrets.save(value)),
        }}
        label={words.secrets}
        item={words.secret}
        empty={whole.value === undefined ? words.off : words.none}
        dropEmpty
      />
      {whole.value === undefined ? null : (
        <>
          <TextSetting setting={issuer} label={words.issuer} />
          <TextSetting setting={audience} label={words.audience} />
          <CheckSetting setting={required} label={words.required} />
        </>
      )}
      <JsonSetting setting={keys} label={words.keys} hint={words.keysHint} />
    </Section>
  )
}
