import { useQuery } from '@tanstack/react-query'
import { Copy, Plus, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { environmentNames, type SecretEntry, type SecretList } from '../api.ts'
import { request } from '../app/request.ts'
import { Button, ErrorNotice, IconButton, Tag, TextField, toast } from '../ui/index.ts'
import { Section } from './section.tsx'
import { InCode } from './setting-fields.tsx'
import styles from './settings.module.css'
import { listOf, useSetting, useSettings } from './settings-context.ts'
import { useSettingWords } from './words.ts'

/** Names of secrets, and whether the server has a value for each; never the value. */
export function SecretsSection() {
  const { secrets: words, names, add, remove } = useSettingWords()
  const { solution } = useSettings()
  const setting = useSetting('secrets')
  const declared = listOf(setting.value)
  const [written, setWritten] = useState('')
  const { data, error } = useQuery({
    queryKey: [solution, 'secrets', declared.join(' ')],
    queryFn: () => request<SecretList>(`/solutions/${solution}/secrets`),
  })
  async function declare(event: FormEvent): Promise<void> {
    event.preventDefault()
    const name = written.trim()
    if (name === '' || declared.includes(name)) return setWritten('')
    if (await setting.save([...declared, name])) setWritten('')
  }
  const entries = data?.secrets ?? []
  return (
    <Section id="secrets" title={names.secrets} hint={words.hint}>
      {error === null ? null : <ErrorNotice error={error} />}
      {data !== undefined && entries.length === 0 ? <p className={styles.hint}>{words.none}</p> : null}
      {entries.map((secret) => (
        <fieldset key={secret.name} className={styles.fieldset}>
          <legend>
            <code>{secret.name}</code>
          </legend>
          <Variables secret={secret} />
          <div className={styles.row}>
            <IconButton
              name={remove(secret.name)}
              onPress={() => void setting.save(declared.filter((name) => name !== secret.name))}
              isDisabled={setting.disabled}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </div>
        </fieldset>
      ))}
      <form className={styles.adding} onSubmit={(event) => void declare(event)}>
        <TextField
          label={words.name}
          value={written}
          onChange={setWritten}
          hint={words.nameHint}
          disabled={setting.disabled}
          error={setting.error}
        />
        <Button type="submit" isDisabled={setting.disabled || written.trim() === ''}>
          <Plus size={16} aria-hidden /> {add}
        </Button>
      </form>
      <InCode setting={setting} />
    </Section>
  )
}

function Variables({ secret }: { readonly secret: SecretEntry }) {
  const { secrets: words, copy, copied } = useSettingWords()
  return environmentNames.map((environment) => (
    <div key={environment} className={styles.row}>
      <span>{environment}</span>
      <Tag tone={secret[environment] ? 'good' : 'warn'}>{secret[environment] ? words.set : words.unset}</Tag>
      <code className={styles.grow}>{secret.variable[environment]}</code>
      <IconButton
        name={`${copy}: ${secret.variable[environment]}`}
        onPress={() =>
          void navigator.clipboard.writeText(secret.variable[environment]).then(
            () => toast(copied, 'good'),
            () => toast(secret.variable[environment]),
          )
        }
      >
        <Copy size={16} aria-hidden />
      </IconButton>
    </div>
  ))
}
