/** Flows to begin with: small, whole, and without problems, so that they can be tried at once. */
import type { Language } from '../app/words.ts'
import type { FlowFile } from '../source/flow-file.ts'

export interface Template {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly flow: FlowFile
}

interface Wording {
  readonly signUp: readonly [title: string, about: string, welcome: string, name: string, email: string, thanks: string]
  readonly feedback: readonly [title: string, about: string, rate: string, why: string, good: string, bad: string]
  readonly menu: readonly [
    title: string,
    about: string,
    ask: string,
    hours: string,
    hoursText: string,
    human: string,
    humanText: string,
    bye: string,
  ]
}

const wordings: { readonly [language in Language]: Wording } = {
  en: {
    signUp: [
      'Sign-up',
      'Asks for a name and an e-mail address.',
      'Hello! Two short questions and you are in.',
      'What is your first name?',
      'Nice to meet you, {{ first_name }}. Which e-mail address may we use?',
      'Thank you, {{ first_name }}! We will write to {{ email }}.',
    ],
    feedback: [
      'Feedback',
      'Asks for a rating, and for the reason when it is low.',
      'How did you like it?',
      'What could we do better?',
      'Thank you! That makes us happy.',
      'Thank you. We will work on it.',
    ],
    menu: [
      'Questions and answers',
      'Offers topics, answers, and hands over to a person.',
      'What can we do for you?',
      'Opening hours',
      'We are open from Monday to Friday, 9 to 5.',
      'Talk to a person',
      'One moment, somebody will be with you.',
      'Goodbye, and have a good day!',
    ],
  },
  ko: {
    signUp: [
      '회원 가입',
      '이름과 이메일 주소를 묻습니다.',
      '안녕하세요! 두 가지만 여쭤볼게요.',
      '이름이 무엇인가요?',
      '반가워요, {{ first_name }}님. 어떤 이메일로 연락드릴까요?',
      '고마워요, {{ first_name }}님! {{ email }}(으)로 연락드릴게요.',
    ],
    feedback: [
      '의견 듣기',
      '평점을 묻고, 낮으면 이유를 묻습니다.',
      '어떠셨나요?',
      '무엇을 더 잘하면 좋을까요?',
      '고맙습니다! 큰 힘이 됩니다.',
      '고맙습니다. 더 나아지겠습니다.',
    ],
    menu: [
      '묻고 답하기',
      '주제를 보여 주고 답하며, 사람에게 넘깁니다.',
      '무엇을 도와드릴까요?',
      '운영 시간',
      '월요일부터 금요일까지 9시에서 5시까지 엽니다.',
      '상담원과 이야기',
      '잠시만요, 곧 연결해 드릴게요.',
      '안녕히 가세요. 좋은 하루 보내세요!',
    ],
  },
}

export function templatesIn(language: Language): readonly Template[] {
  const { signUp, feedback, menu } = wordings[language]
  return [signUpIn(signUp), feedbackIn(feedback), menuIn(menu)]
}

const signUpIn = ([title, about, welcome, name, email, thanks]: Wording['signUp']): Template => ({
  id: 'sign-up',
  title,
  about,
  flow: {
    format: 1,
    start: 'welcome',
    variables: { first_name: { type: 'text' }, email: { type: 'email', sensitive: true } },
    nodes: {
      welcome: { kind: 'say', text: welcome, to: { next: 'first_name' } },
      first_name: {
        kind: 'ask',
        text: name,
        answer: { type: 'text', max: 80 },
        variable: 'first_name',
        to: { next: 'email' },
      },
      email: { kind: 'ask', text: email, answer: { type: 'email' }, variable: 'email', to: { next: 'thanks' } },
      thanks: { kind: 'end', text: thanks, outcome: 'completed' },
    },
  },
})

const feedbackIn = ([title, about, rate, why, good, bad]: Wording['feedback']): Template => ({
  id: 'feedback',
  title,
  about,
  flow: {
    format: 1,
    start: 'rate',
    variables: { rating: { type: 'number' }, reason: { type: 'text' } },
    nodes: {
      rate: { kind: 'ask', text: rate, answer: { type: 'rating' }, variable: 'rating', to: { next: 'is_low' } },
      is_low: { kind: 'branch', cases: [{ when: 'rating <= 3', port: 'low' }], to: { low: 'reason', else: 'thanks' } },
      reason: {
        kind: 'ask',
        text: why,
        answer: { type: 'text', max: 1000 },
        variable: 'reason',
        to: { next: 'sorry' },
      },
      sorry: { kind: 'end', text: bad, outcome: 'unhappy' },
      thanks: { kind: 'end', text: good, outcome: 'happy' },
    },
  },
})

const menuIn = ([title, about, ask, hours, hoursText, human, humanText, bye]: Wording['menu']): Template => ({
  id: 'menu',
  title,
  about,
  flow: {
    format: 1,
    start: 'topic',
    variables: { topic: { type: 'choice' } },
    nodes: {
      topic: {
        kind: 'ask',
        text: ask,
        answer: {
          type: 'choice',
          choices: [
            { id: 'hours', label: hours },
            { id: 'human', label: human },
          ],
        },
        variable: 'topic',
        to: { 'choice.hours': 'hours', 'choice.human': 'human' },
      },
      hours: { kind: 'say', text: hoursText, to: { next: 'topic' } },
      human: { kind: 'hand-over', text: humanText, to: { next: 'bye' } },
      bye: { kind: 'end', text: bye, outcome: 'completed' },
    },
  },
})
