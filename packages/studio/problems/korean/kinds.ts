import type { ProblemCode } from '@parley/flow'

/** Problems of files that the compiler of flows does not read: of understanding, actions, stories, the solution's code. */
type OtherCode =
  | 'broken-intents'
  | 'bad-example'
  | 'repeated-example'
  | 'contradicting-examples'
  | 'few-examples'
  | 'broken-story'
  | 'action-does-not-compile'
  | 'action-does-not-load'
  | 'action-import'
  | 'action-name'
  | 'action-no-default-export'
  | 'action-outcome'
  | 'action-schema'
  | 'action-shape'
  | 'action-timeout'
  | 'solution-invalid'
  | 'solution-missing'

/** What each code is about: said before words that have no Korean of their own. */
export const koreanKinds: { readonly [code in ProblemCode | OtherCode]: string } = {
  'broken-json': 'JSON을 읽을 수 없습니다.',
  'repeated-member': '같은 이름이 두 번 있습니다.',
  'wrong-shape': '값의 형태가 맞지 않습니다.',
  'unknown-member': '여기에 없는 이름입니다.',
  'unknown-format': '알 수 없는 파일 형식입니다.',
  'unknown-kind': '알 수 없는 노드 종류입니다.',
  'bad-id': 'ID로 쓸 수 없는 이름입니다.',
  'reserved-name': '이미 다른 뜻으로 쓰이는 이름입니다.',
  'missing-start': '시작할 곳이 없습니다.',
  'dangling-edge': '없는 노드로 이어져 있습니다.',
  'unknown-port': '노드에 없는 출구입니다.',
  'unrouted-outcome': '이어지지 않은 결과가 있습니다.',
  'dead-end': '이어지지 않은 출구가 있습니다.',
  'loop-without-wait': '멈춤 없이 돌고 도는 길이 있습니다.',
  'unreachable-node': '닿을 수 없는 노드입니다.',
  'no-end': '끝에 닿을 수 없습니다.',
  'never-taken': '쓰이지 않는 조건입니다.',
  'unknown-action': '없는 액션입니다.',
  'unknown-flow': '없는 플로입니다.',
  'unknown-intent': '없는 의도입니다.',
  'unknown-entity': '없는 개체입니다.',
  'unreachable-intent': '알아들을 수 없는 의도입니다.',
  'missing-label': '부르는 이름이 없는 의도입니다.',
  'bad-understanding': '이해 설정이 맞지 않습니다.',
  'digression-loop': '플로가 자기 자신으로 답하려 합니다.',
  'digression-ring': '플로들이 서로 돌아가며 답합니다.',
  'stale-value': '고친 뒤에 따라 바뀌지 않는 값이 있습니다.',
  'bad-variant': '실험의 변형이 맞지 않습니다.',
  'bad-hours': '운영 시간이 맞지 않습니다.',
  'bad-time-zone': '없는 시간대입니다.',
  'bad-wait': '기다림의 설정이 맞지 않습니다.',
  'bad-menu': '메뉴가 맞지 않습니다.',
  'sensitive-leak': '민감 정보가 새어 나갑니다.',
  'missing-input': '필요한 입력이 없습니다.',
  'unknown-input': '액션에 없는 입력입니다.',
  'mistyped-input': '입력의 형식이 맞지 않습니다.',
  'queued-save': '결과를 기다리지 않는 액션에는 출력이 없습니다.',
  'undeclared-variable': '없는 변수입니다.',
  'never-set-variable': '값이 정해지지 않는 변수입니다.',
  'maybe-unset-variable': '값이 정해지지 않을 수 있는 변수입니다.',
  'wrong-variable-type': '변수의 형식이 맞지 않습니다.',
  'bad-default': '처음 값이 맞지 않습니다.',
  'unknown-name': '없는 이름입니다.',
  'text-syntax': '글의 문법이 맞지 않습니다.',
  'text-type': '글에 쓴 값의 형식이 맞지 않습니다.',
  'text-limit': '글이 너무 많은 것을 합니다.',
  'logic-syntax': '수식의 문법이 맞지 않습니다.',
  'logic-type': '수식의 형식이 맞지 않습니다.',
  'bad-pattern': '쓸 수 없는 패턴입니다.',
  'bad-duration': '시간 길이가 맞지 않습니다.',
  'bad-idle': '무응답 규칙이 맞지 않습니다.',
  'bad-choice': '선택지가 맞지 않습니다.',
  'bad-limit': '제한 값이 맞지 않습니다.',
  'bad-address': '열 수 없는 주소입니다.',
  'bad-field': '양식의 칸이 맞지 않습니다.',
  'bad-locale': '언어나 국가 표기가 맞지 않습니다.',
  'broken-texts': '글 파일을 읽을 수 없습니다.',
  'unknown-text': '없는 글의 번역입니다.',
  'missing-text': '번역이 없습니다.',
  'lost-variable': '번역에서 변수가 빠졌습니다.',
  'secret-in-source': '비밀 값이 들어 있습니다.',
  'channel-limit': '채널이 보일 수 있는 것보다 많습니다.',
  'channel-plain': '채널에서는 글로만 보입니다.',
  'unknown-language': '솔루션에 없는 언어입니다.',
  'reserved-action': '액션에 쓸 수 없는 이름입니다.',
  'braze-identifier': '누구인지가 맞지 않습니다.',
  'braze-field': 'Braze 필드의 값이 맞지 않습니다.',
  'braze-near-field': '표준 필드와 비슷한 이름입니다.',
  'braze-name': 'Braze에서 쓸 수 없는 이름입니다.',
  'braze-limit': 'Braze의 한도를 넘습니다.',
  'braze-empty': '보낼 것이 없습니다.',
  'braze-subscription': '구독 설정이 맞지 않습니다.',
  'bad-retarget': '리타기팅 규칙이 맞지 않습니다.',
  'broken-intents': '이해 파일을 읽을 수 없습니다.',
  'bad-example': '말의 예를 읽을 수 없습니다.',
  'repeated-example': '같은 말의 예가 두 번 있습니다.',
  'contradicting-examples': '같은 말이 두 의도의 예입니다.',
  'few-examples': '말의 예가 너무 적습니다.',
  'broken-story': '스토리를 읽을 수 없습니다.',
  'action-does-not-compile': '액션의 코드가 맞지 않습니다.',
  'action-does-not-load': '액션을 불러올 수 없습니다.',
  'action-import': '액션이 가져올 수 없는 것을 가져옵니다.',
  'action-name': '액션의 이름이 맞지 않습니다.',
  'action-no-default-export': '액션 파일이 액션을 내보내지 않습니다.',
  'action-outcome': '액션의 결과 이름이 맞지 않습니다.',
  'action-schema': '액션의 입력이나 출력의 정의가 맞지 않습니다.',
  'action-shape': '액션의 정의가 맞지 않습니다.',
  'action-timeout': '액션의 시간 제한이 맞지 않습니다.',
  'solution-invalid': 'solution.ts가 맞지 않습니다.',
  'solution-missing': 'solution.ts가 없습니다.',
}
