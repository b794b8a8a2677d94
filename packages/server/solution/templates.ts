import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brazeSandbox } from '@parley/actions'
import type { TemplateEntry } from '@parley/studio/api'
import { printFlow, type SourceFiles, wrongPath } from '@parley/studio/source'
import { renamed } from './taken-in.ts'
import { newSettings } from './version-files.ts'

interface Template extends TemplateEntry {
  readonly folder: URL
  /** Members of `solution.ts` where the folder has none. */
  readonly settings?: { readonly [member: string]: unknown }
}

const own = (name: string): URL => new URL(`../templates/${name}/`, import.meta.url)
const example = (name: string): URL => new URL(`../../../examples/${name}/`, import.meta.url)

/** The Braze sandbox that comes along, and nothing set for prod, where only the brand knows its cluster. */
const withBraze = {
  params: { sandbox: { braze_url: brazeSandbox }, prod: { braze_url: 'https://rest.iad-01.braze.com' } },
  secrets: ['braze_api_key'],
}

/** What one can begin with, the smallest first. */
const templates: readonly Template[] = [
  {
    id: 'sign-up',
    folder: own('sign-up'),
    settings: withBraze,
    title: { en: 'Sign-up with Braze', ko: 'Braze 회원 가입' },
    text: {
      en: 'Asks for a name and an e-mail address and writes them to the Braze profile. No code.',
      ko: '이름과 이메일을 물어 Braze 프로필에 저장합니다. 코드가 필요 없습니다.',
    },
  },
  {
    id: 'questions',
    folder: own('questions'),
    title: { en: 'Questions and answers', ko: '질문과 답변' },
    text: {
      en: 'Understands what somebody asks in their own words, and answers.',
      ko: '자유롭게 쓴 질문을 이해하고 답합니다.',
    },
  },
  {
    id: 'survey',
    folder: own('survey'),
    title: { en: 'Survey', ko: '설문' },
    text: {
      en: 'A rating, then another question for those who liked it than for those who did not.',
      ko: '평점을 받고, 만족 여부에 따라 다른 질문을 합니다.',
    },
  },
  {
    id: 'appointment',
    folder: own('appointment'),
    title: { en: 'Appointment', ko: '예약' },
    text: {
      en: 'Day, time, name and phone number, checked once more at the end.',
      ko: '날짜, 시간, 이름, 전화번호를 받고 마지막에 확인합니다.',
    },
  },
  {
    id: 'braze-signup',
    folder: example('braze-signup'),
    title: { en: 'The demo: sign-up with an action', ko: '데모: 액션으로 회원 가입' },
    text: {
      en: 'Six questions, an action in TypeScript, and what happens when Braze does not answer.',
      ko: '질문 여섯 개, TypeScript 액션, Braze가 응답하지 않을 때의 처리.',
    },
  },
  {
    id: 'korean-english',
    folder: example('korean-english'),
    title: { en: 'Two languages', ko: '두 언어' },
    text: {
      en: 'English and Korean, changed at any time from the menu.',
      ko: '영어와 한국어, 메뉴에서 언제든 바꿀 수 있습니다.',
    },
  },
  {
    id: 'every-message',
    folder: example('every-message'),
    title: { en: 'Every message', ko: '모든 메시지' },
    text: {
      en: 'One of each kind of message and question, to look at.',
      ko: '모든 종류의 메시지와 질문을 하나씩 보여 줍니다.',
    },
  },
]

/** Those that are there: what is installed without the examples has fewer. */
export async function listTemplates(): Promise<readonly TemplateEntry[]> {
  const present = await Promise.all(
    templates.map(({ folder }) =>
      readdir(folder).then(
        (names) => names.includes('flows'),
        () => false,
      ),
    ),
  )
  return templates.filter((_template, index) => present[index]).map(({ id, title, text }) => ({ id, title, text }))
}

/** The template's files as a solution of that name; `null` when there is no such template. */
export async function readTemplate(id: string, name: string): Promise<SourceFiles | null> {
  const template = templates.find((each) => each.id === id)
  if (template === undefined) return null
  const files = await readFolder(fileURLToPath(template.folder)).catch(() => null)
  if (files === null) return null
  if (files['solution.ts'] === undefined) return { 'solution.ts': settingsOf(name, template.settings), ...files }
  const made = renamed(files, name)
  return 'files' in made ? made.files : null
}

const settingsOf = (name: string, settings: Template['settings'] = {}): string =>
  newSettings({ name, start: 'main', language: 'en', params: { sandbox: {}, prod: {} }, ...settings })

async function readFolder(folder: string): Promise<SourceFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files: { [path: string]: string } = {}
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name)
    const path = relative(folder, file).replaceAll(sep, '/')
    if (entry.isFile() && wrongPath(path) === null) files[path] = await readFile(file, 'utf8')
  }
  return files
}

/** A solution with one flow and nothing in it. */
export const emptySolution = (name: string): SourceFiles => ({
  'solution.ts': newSettings({
    name,
    start: 'main',
    params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
    secrets: ['braze_api_key'],
  }),
  'flows/main.flow.json': printFlow({ format: 1, start: '', variables: {}, nodes: {} }),
})
