import type { NodeKindName } from '@parley/flow'
import type { Language } from '../app/words.ts'

export interface KindWords {
  readonly label: string
  /** What it is for, in a sentence. */
  readonly about: string
  /** Other words that people look for. */
  readonly search: string
}

export type AllKindWords = { readonly [kind in NodeKindName]: KindWords }

const en: AllKindWords = {
  say: {
    label: 'Say',
    about: 'Shows a message: words, a picture, cards, a file.',
    search: 'message text send image card',
  },
  ask: {
    label: 'Ask',
    about: 'Asks a question, checks the answer and keeps it.',
    search: 'question input form choice buttons email phone date rating collect',
  },
  understand: { label: 'Understand', about: 'Goes on by what the person means.', search: 'intent nlu route ai' },
  branch: { label: 'Branch', about: 'Goes on by conditions.', search: 'if condition decision switch' },
  set: { label: 'Set', about: 'Sets variables, or the language.', search: 'variable assign calculate language' },
  experiment: { label: 'Experiment', about: 'Splits people into variants.', search: 'ab test split variant random' },
  hours: {
    label: 'Opening hours',
    about: 'Goes on by whether it is open now.',
    search: 'time open closed holiday office',
  },
  wait: {
    label: 'Wait',
    about: 'Waits for time to pass, a webhook or an event of the page.',
    search: 'delay timer pause webhook event',
  },
  call: { label: 'Sub-flow', about: 'Runs another flow and comes back.', search: 'call flow reuse jump' },
  action: { label: 'Action', about: 'Runs code of the solution.', search: 'code function api http script webhook' },
  'hand-over': { label: 'Hand over', about: 'Gives the conversation to a person.', search: 'agent human live support' },
  end: {
    label: 'End',
    about: 'Ends the conversation, or goes back to the flow before.',
    search: 'finish stop goodbye bye',
  },
  'braze-track': {
    label: 'Braze: track',
    about: 'Sends attributes, events and purchases.',
    search: 'attribute event purchase user profile',
  },
  'braze-look-up': {
    label: 'Braze: look up',
    about: 'Reads fields of a profile into variables.',
    search: 'profile read export user',
  },
  'braze-alias': { label: 'Braze: alias', about: 'Gives a profile another name.', search: 'user alias' },
  'braze-identify': {
    label: 'Braze: identify',
    about: 'Joins who it was to who it is.',
    search: 'user external id merge',
  },
  'braze-subscribe': {
    label: 'Braze: subscribe',
    about: 'Subscribes or unsubscribes.',
    search: 'subscription group email sms opt',
  },
  'braze-canvas': { label: 'Braze: Canvas', about: 'Starts a Canvas.', search: 'journey trigger' },
  'braze-campaign': { label: 'Braze: campaign', about: 'Sends a campaign.', search: 'trigger message send' },
}

const ko: AllKindWords = {
  say: { label: '말하기', about: '글, 그림, 카드, 파일을 보여 줍니다.', search: 'say 메시지 텍스트 이미지 카드' },
  ask: {
    label: '질문',
    about: '질문하고 답을 확인해 저장합니다.',
    search: 'ask 입력 폼 선택 버튼 이메일 전화 날짜 평점',
  },
  understand: { label: '의도 파악', about: '사람의 뜻에 따라 나아갑니다.', search: 'understand 인텐트 의도 nlu' },
  branch: { label: '분기', about: '조건에 따라 나아갑니다.', search: 'branch if 조건 결정' },
  set: { label: '값 설정', about: '변수나 언어를 정합니다.', search: 'set 변수 할당 계산 언어' },
  experiment: { label: '실험', about: '사람들을 여러 안으로 나눕니다.', search: 'experiment ab 테스트 분할' },
  hours: { label: '운영 시간', about: '지금 열려 있는지에 따라 나아갑니다.', search: 'hours 시간 휴일 영업' },
  wait: { label: '기다리기', about: '시간, 웹훅, 페이지 이벤트를 기다립니다.', search: 'wait 지연 타이머 웹훅 이벤트' },
  call: { label: '하위 플로', about: '다른 플로를 실행하고 돌아옵니다.', search: 'call 플로 호출 재사용' },
  action: { label: '액션', about: '솔루션의 코드를 실행합니다.', search: 'action 코드 함수 api' },
  'hand-over': { label: '상담원 연결', about: '대화를 사람에게 넘깁니다.', search: 'hand over agent 상담 사람' },
  end: { label: '끝', about: '대화를 끝내거나 앞의 플로로 돌아갑니다.', search: 'end 종료 마침' },
  'braze-track': { label: 'Braze: 기록', about: '속성, 이벤트, 구매를 보냅니다.', search: 'track 속성 이벤트 구매' },
  'braze-look-up': { label: 'Braze: 조회', about: '프로필을 변수로 읽어 옵니다.', search: 'look up 프로필 조회' },
  'braze-alias': { label: 'Braze: 별칭', about: '프로필에 다른 이름을 줍니다.', search: 'alias 별칭' },
  'braze-identify': { label: 'Braze: 식별', about: '이전 사용자와 지금 사용자를 잇습니다.', search: 'identify 식별' },
  'braze-subscribe': { label: 'Braze: 구독', about: '구독하거나 해지합니다.', search: 'subscribe 구독 해지' },
  'braze-canvas': { label: 'Braze: Canvas', about: 'Canvas를 시작합니다.', search: 'canvas 여정' },
  'braze-campaign': { label: 'Braze: 캠페인', about: '캠페인을 보냅니다.', search: 'campaign 캠페인' },
}

/** By language of the Studio. */
export const kindWords: { readonly [language in Language]: AllKindWords } = { en, ko }

/** What a kind is called; a kind that the Studio does not know keeps its own name. */
export function kindLabel(all: AllKindWords, kind: string): string {
  return Object.hasOwn(all, kind) ? all[kind as NodeKindName].label : kind
}

/** Whether a kind is what is looked for, in any language of the Studio. */
export function isKindFor(kind: NodeKindName, query: string): boolean {
  const text = Object.values(kindWords)
    .map((all) => Object.values(all[kind]).join(' '))
    .join(' ')
  const searched = `${kind} ${text}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word))
}

/** How near a kind that is found is to what was typed: 0 when it is called so in any language, 1 when a word of it begins so, else 2. */
export function kindRank(kind: NodeKindName, query: string): number {
  const typed = query.trim().toLowerCase()
  const all = Object.values(kindWords).map((words) => words[kind])
  const names = [kind, ...all.map(({ label }) => label.toLowerCase())]
  if (names.some((name) => name.startsWith(typed))) return 0
  const words = all.flatMap((each) =>
    Object.values(each).flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)),
  )
  return words.some((word) => word.startsWith(typed)) ? 1 : 2
}
