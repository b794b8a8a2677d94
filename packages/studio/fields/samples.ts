import type { Value, Values } from '@parley/flow'
import type { FlowFile } from '../source/flow-file.ts'
import { choiceIdsOf } from './choice-ids.ts'

const byType: { readonly [type: string]: Value } = {
  text: 'Sample',
  email: 'ada@example.com',
  phone: '+447400123456',
  date: '1990-05-03',
  time: '14:30',
  'date-time': '2026-05-03T14:30',
  number: 5,
  boolean: true,
  choice: 'sample',
  choices: ['sample'],
  file: { id: 'file_sample', name: 'sample.pdf', type: 'application/pdf', size: 1024 },
  location: { latitude: 51.75, longitude: -1.25, name: 'Oxford' },
  form: {},
  json: {},
}

/** What people would call it, where the name of a text says it. */
const byName: { readonly [name: string]: string } = {
  first_name: 'Ada',
  name: 'Ada',
  last_name: 'Lovelace',
  city: 'London',
  home_city: 'London',
  country: 'GB',
}

/** A value for each variable, so that texts can be shown before anybody has answered: its default, else a sample of its type. */
export function samplesOf(flow: FlowFile): Values {
  return Object.fromEntries(
    Object.entries(flow.variables ?? {}).map(([name, { type, default: given }]) => {
      if (given !== undefined && given !== null) return [name, given as Value]
      const [choice] = type === 'choice' || type === 'choices' ? choiceIdsOf(flow, name) : []
      if (choice !== undefined) return [name, type === 'choices' ? [choice] : choice]
      return [name, (type === 'text' ? byName[name] : undefined) ?? byType[String(type)] ?? null]
    }),
  )
}
