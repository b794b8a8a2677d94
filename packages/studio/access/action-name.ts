import { defineWords } from '../app/words.ts'

const useNames = defineWords<{ readonly [action: string]: string }>({
  en: {
    'session.began': 'Signed in',
    'session.ended': 'Signed out',
    'session.revoked': 'Session revoked',
    'person.joined': 'Joined',
    'person.invited': 'Invited',
    'invitation.withdrawn': 'Invitation withdrawn',
    'person.role-changed': 'Role changed',
    'person.deactivated': 'Deactivated',
    'person.reactivated': 'Activated again',
    'person.removed': 'Removed',
    'person.linked': 'Joined to a provider',
    'password.changed': 'Password changed',
    'password.link-made': 'Link to a new password made',
    'account.renamed': 'Name changed',
    'key.made': 'API key made',
    'key.revoked': 'API key revoked',
    'audit.exported': 'Audit log exported',
  },
  ko: {
    'session.began': '로그인',
    'session.ended': '로그아웃',
    'session.revoked': '세션 종료',
    'person.joined': '가입',
    'person.invited': '초대',
    'invitation.withdrawn': '초대 취소',
    'person.role-changed': '역할 변경',
    'person.deactivated': '비활성화',
    'person.reactivated': '다시 활성화',
    'person.removed': '제거',
    'person.linked': '로그인 제공자 연결',
    'password.changed': '비밀번호 변경',
    'password.link-made': '새 비밀번호 링크 생성',
    'account.renamed': '이름 변경',
    'key.made': 'API 키 생성',
    'key.revoked': 'API 키 폐기',
    'audit.exported': '감사 기록 내보내기',
  },
})

/** What the audit log calls `person.role-changed`, in words; what has none yet is shown as it is, readable. */
export function useActionName(): (action: string) => string {
  const names = useNames()
  return (action) => names[action] ?? action.replace('.', ': ').replaceAll('-', ' ')
}
