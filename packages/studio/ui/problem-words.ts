import { defineWords } from '../app/words.ts'

/**
 * What the server's refusals mean, by their code, in the languages of the Studio that the server does not speak. English is what the
 * server says itself, which may be more exact.
 */
export const useProblemWords = defineWords<{ readonly [code: string]: string }>({
  en: {},
  ko: {
    'account-exists': '이 이메일 주소의 계정이 이미 있습니다. 초대하는 대신 역할을 바꾸세요.',
    'api-key-refused':
      '이 API 키는 이 서버의 것이 아니거나, 만료되었거나, 폐기되었습니다. API 키 페이지에서 새로 만드세요.',
    'body-too-large': '보낸 내용이 서버가 받을 수 있는 크기보다 큽니다. 줄여서 다시 보내세요.',
    'build-refused': '보낸 내용으로는 실행할 수 있는 솔루션을 만들 수 없습니다. 아래 문제를 고친 뒤 다시 시도하세요.',
    closing: '서버가 종료되는 중입니다. 잠시 뒤에 다시 시도하세요.',
    'code-not-permitted': '현재 역할로는 코드(액션과 solution.ts)를 바꿀 수 없습니다. 개발자나 소유자에게 요청하세요.',
    'csrf-refused': '이 페이지가 오래되었습니다. 새로 고친 뒤 다시 시도하세요.',
    'database-unavailable': '데이터베이스에 연결할 수 없습니다. 잠시 뒤에 다시 시도하세요.',
    'deployment-changed': '보는 동안 다른 사람이 이 환경에서 실행되는 버전을 바꿨습니다. 다시 확인하고 결정하세요.',
    'folder-changed': '폴더의 파일과 여기의 파일이 모두 바뀌었습니다. 파일마다 어느 쪽을 남길지 고르세요.',
    'import-refused': '이 파일을 가져올 수 없습니다. 고친 뒤 다시 가져오세요. 아무것도 바뀌지 않았습니다.',
    'internal-error': '서버에서 오류가 났습니다. 다시 시도하고, 계속되면 서버 로그를 확인하세요.',
    'invalid-request': '요청이 올바르지 않습니다. 아래에 적힌 것을 고친 뒤 다시 시도하세요.',
    'invitation-unknown':
      '이 링크는 이미 사용되었거나, 만료되었거나, 새 링크로 바뀌었습니다. 소유자에게 새 링크를 요청하세요.',
    'last-owner': '활동 중인 유일한 소유자입니다. 먼저 다른 사람을 소유자로 만드세요.',
    'locked-out': '비밀번호가 너무 여러 번 틀렸습니다. 잠시 뒤에 다시 시도하세요.',
    'mapping-refused': '노드의 대응이 두 버전에 맞지 않습니다. 아래에 적힌 것을 고치세요.',
    'no-canary': '이 환경에서 실행 중인 카나리가 없습니다. 먼저 비율을 정해 버전을 배포하세요.',
    'no-folder': '서버가 이 솔루션의 폴더와 함께 시작되지 않았습니다. 폴더와 함께 시작하거나 솔루션을 내보내세요.',
    'no-password':
      '이 계정은 다른 곳에서 로그인하며 여기에는 비밀번호가 없습니다. 소유자가 설정 링크를 만들 수 있습니다.',
    'not-deployed': '이 환경에서 실행 중인 버전이 없습니다. 먼저 배포하세요.',
    'not-done':
      '서버가 받기 전에 연결이 끊겨 아무것도 바뀌지 않았습니다. 다시 하세요. 먼저 보낸 것이 뒤늦게 도착해도 한 번만 처리됩니다.',
    'not-permitted': '이 작업을 할 권한이 없습니다. 소유자에게 역할을 요청하세요.',
    'nothing-before': '이 환경에서 이전에 실행된 다른 버전이 없습니다. 돌아갈 버전을 고르거나 새로 배포하세요.',
    'nothing-live': '이 환경에서 실행 중인 버전이 아직 없습니다. 먼저 모두에게 배포하세요.',
    offline: '서버에 연결할 수 없습니다. 작업 내용은 여기에 남아 있습니다. 연결된 뒤 다시 시도하세요.',
    'origin-not-allowed': '이 주소에서 온 요청은 허용되지 않습니다. 스튜디오의 주소로 다시 여세요.',
    overloaded: '지금은 요청이 너무 많습니다. 잠시 뒤에 다시 시도하세요.',
    'rate-limited': '요청이 너무 잦습니다. 잠시 뒤에 다시 시도하세요.',
    'report-too-large': '세는 데 너무 오래 걸립니다. 기간을 줄이거나 버전이나 채널 하나를 고르세요.',
    'request-timeout': '요청이 제때 도착하지 않았습니다. 다시 시도하세요.',
    'setting-changed': '그동안 다른 사람이 이 설정을 바꿨습니다. 지금 값을 확인한 뒤 다시 저장하세요.',
    'setting-in-code': '이 설정은 solution.ts에 코드로 쓰여 있습니다. 액션 페이지에서 바꾸세요.',
    'setting-refused': '설정의 형식이 맞지 않습니다. 아래에 적힌 것을 고치세요. 아무것도 바뀌지 않았습니다.',
    'sign-in-refused':
      '이메일 주소나 비밀번호가 맞지 않습니다. 다시 확인하세요. 소유자가 새 비밀번호 링크를 만들어 줄 수 있습니다.',
    'signed-out': '로그아웃되었습니다. 다시 로그인하세요.',
    'source-changed': '지금 다른 사람이 같은 파일을 바꾸고 있습니다. 아무것도 바뀌지 않았습니다. 다시 시도하세요.',
    'source-exists': '이 이름의 솔루션이 이미 있습니다. 다른 이름을 고르거나 그 솔루션을 여세요.',
    'source-refused': '이 파일들은 솔루션으로 쓸 수 없습니다. 아래에 적힌 것을 고치세요.',
    'source-too-large': '솔루션은 파일 2,000개, 모두 20 MB까지입니다. 필요 없는 것을 지우거나 솔루션을 나누세요.',
    'too-many-drafts': '솔루션의 초안이 너무 많습니다. 몇 개를 지우거나 만료될 때까지 기다리세요.',
    'too-many-points': '이름을 붙인 시점이 너무 많습니다. 필요 없는 것을 지우세요.',
    'unknown-account': '이 계정이 더 이상 없습니다.',
    'unknown-api-key': '이 API 키는 없거나 이미 폐기되었습니다.',
    'unknown-conversation': '이 대화가 없거나 더 이상 남아 있지 않습니다.',
    'unknown-dead-letter': '이 항목이 없습니다. 이미 다시 보냈거나 버렸을 수 있습니다.',
    'unknown-draft': '초안이 더 이상 없습니다. 지워졌거나 만료되었습니다.',
    'unknown-flow': '솔루션에 이 이름의 플로가 없습니다.',
    'unknown-point': '변경 기록에 이 시점이 없습니다. 더 나중의 시점을 고르세요.',
    'unknown-route': '여기에는 아무것도 없습니다. 주소를 확인하세요.',
    'unknown-session': '이 세션은 이미 끝났습니다.',
    'unknown-solution': '이 이름의 솔루션이 없습니다.',
    'unknown-source': '이 이름의 솔루션이 스튜디오에 없습니다. 삭제되었을 수 있습니다.',
    'update-refused':
      '변경 사항이 문서와 맞지 않습니다. 페이지를 새로 고치세요. 반영되지 않은 것은 먼저 저장할 수 있습니다.',
    'version-archived': '보관된 버전은 배포할 수 없습니다. 먼저 보관을 해제하거나 다른 버전을 배포하세요.',
    'version-in-use': '이 버전으로 진행 중인 대화가 있습니다. 끝나기를 기다리거나 옮기세요.',
    'version-live': '환경에서 이 버전이 실행 중입니다. 먼저 그 환경에 다른 버전을 배포하세요.',
    'weak-password': '비밀번호가 약합니다. 12자 이상으로, 흔하지 않은 것을 고르세요.',
    'wrong-password': '현재 비밀번호가 맞지 않습니다.',
  },
})
