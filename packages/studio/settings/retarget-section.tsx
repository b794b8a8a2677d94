import { Pencil, Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useFlowNames } from '../source/hooks.ts'
import type { Json, JsonObject } from '../source/json.ts'
import { Button, Dialog, DialogActions, IconButton, Notice, Select, TextField } from '../ui/index.ts'
import { Section } from './section.tsx'
import { InCode } from './setting-fields.tsx'
import styles from './settings.module.css'
import { isMembers, type Setting, textOf, useSetting } from './settings-context.ts'
import { useSettingWords } from './words.ts'

export function RetargetSection() {
  const { retarget: words, names, remove, edit } = useSettingWords()
  const setting = useSetting('retarget')
  const [open, setOpen] = useState<number | null>(null)
  const rules = Array.isArray(setting.value) ? (setting.value as readonly Json[]).filter(isMembers) : []
  const save = (next: readonly JsonObject[]) => setting.save(next.length === 0 ? undefined : next)
  return (
    <Section id="retarget" title={names.retarget} hint={words.hint}>
      {rules.length === 0 ? <p className={styles.hint}>{words.none}</p> : null}
      <ul className={styles.items}>
        {rules.map((rule, index) => {
          const name = textOf(rule.name)
          const when = rule.when === 'completed' ? words.whens.completed : words.whens.abandoned
          return (
            <li key={name}>
              <code>{name}</code>
              <span className={styles.grow}>{words.summary(when, textOf(rule.after), textOf(rule.once))}</span>
              <IconButton name={edit(name)} onPress={() => setOpen(index)} isDisabled={setting.disabled}>
                <Pencil size={16} aria-hidden />
              </IconButton>
              <IconButton
                name={remove(name)}
                onPress={() => void save(rules.filter((_rule, other) => other !== index))}
                isDisabled={setting.disabled}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </li>
          )
        })}
      </ul>
      <div className={styles.row}>
        <Button onPress={() => setOpen(rules.length)} isDisabled={setting.disabled}>
          <Plus size={16} aria-hidden /> {words.newRule}
        </Button>
      </div>
      <InCode setting={setting} />
      {open === null ? null : (
        <RuleDialog
          rule={rules[open] ?? newRule}
          setting={setting}
          onSave={(rule) => save(open < rules.length ? rules.with(open, rule) : [...rules, rule])}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

const newRule: JsonObject = { name: '', when: 'abandoned', after: '1h', once: '7d', canvas: '' }

type Send = 'canvas' | 'campaign'

/** A rule is kept whole: half of one is none. */
function RuleDialog(props: {
  readonly rule: JsonObject
  readonly setting: Setting
  readonly onSave: (rule: JsonObject) => Promise<boolean>
  readonly onClose: () => void
}) {
  const { retarget: words, cancel, save: saveWord } = useSettingWords()
  const { rule, setting, onSave, onClose } = props
  const flows = useFlowNames()
  const [draft, setDraft] = useState(rule)
  const send: Send = draft.campaign === undefined ? 'canvas' : 'campaign'
  const ids = idsOf(draft[send])
  const put = (member: string, value: Json | undefined): void => setDraft({ ...draft, [member]: value })
  const text = (member: string) => ({
    value: textOf(draft[member]),
    onChange: (value: string) => put(member, value === '' ? undefined : value),
  })
  function putIds(next: { readonly sandbox: string; readonly prod: string }, kind: Send = send): void {
    const id = next.prod === '' || next.prod === next.sandbox ? next.sandbox : { ...next }
    const { canvas: _canvas, campaign: _campaign, ...others } = draft
    setDraft({ ...others, [kind]: id })
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const present = Object.entries(draft).filter(([, value]) => value !== undefined)
    if (await onSave(Object.fromEntries(present))) onClose()
  }
  return (
    <Dialog title={words.newRule} open onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField label={words.name} {...text('name')} required autoFocus />
        <Select
          label={words.when}
          value={draft.when === 'completed' ? 'completed' : 'abandoned'}
          options={(['abandoned', 'completed'] as const).map((value) => ({ value, label: words.whens[value] }))}
          onChange={(value) => put('when', value)}
        />
        <Select
          label={words.flow}
          value={textOf(draft.flow)}
          options={[{ value: '', label: words.anyFlow }, ...flows.map((value) => ({ value, label: value }))]}
          onChange={(value) => put('flow', value === '' ? undefined : value)}
        />
        <div className={styles.pair}>
          <TextField label={words.after} hint={words.afterHint} {...text('after')} required />
          <TextField label={words.once} hint={words.onceHint} {...text('once')} required />
        </div>
        <Select
          label={words.send}
          value={send}
          options={(['canvas', 'campaign'] as const).map((value) => ({ value, label: words.sends[value] }))}
          onChange={(value) => putIds(ids, value)}
        />
        <div className={styles.pair}>
          <TextField
            label={words.id}
            value={ids.sandbox}
            onChange={(sandbox) => putIds({ ...ids, sandbox })}
            required
          />
          <TextField label={words.idProd} value={ids.prod} onChange={(prod) => putIds({ ...ids, prod })} />
        </div>
        <TextField label={words.condition} {...text('if')} />
        {setting.error === undefined ? null : <Notice tone="bad">{setting.error}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{cancel}</Button>
          <Button kind="primary" type="submit">
            {saveWord}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function idsOf(id: Json | undefined): { readonly sandbox: string; readonly prod: string } {
  if (isMembers(id)) return { sandbox: textOf(id.sandbox), prod: textOf(id.prod) }
  return { sandbox: textOf(id), prod: '' }
}
