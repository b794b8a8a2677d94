import type { Permission, Role } from '../api.ts'
import { defineWords } from '../app/words.ts'

type RoleWords = { readonly [role in Role]: { readonly name: string; readonly may: string } }
type PermissionWords = { readonly [permission in Permission]: string }

/** The roles, with what somebody does in them. */
export const useRoleWords = defineWords<RoleWords>({
  en: {
    owner: { name: 'Owner', may: 'Everything, and lets others in.' },
    designer: { name: 'Designer', may: 'Designs, tries and publishes conversations.' },
    developer: { name: 'Developer', may: 'As a designer, and writes actions and replays deliveries.' },
    agent: { name: 'Agent', may: 'Answers conversations that are handed over.' },
    analyst: { name: 'Analyst', may: 'Reads reports and transcripts, changes nothing.' },
  },
  ko: {
    owner: { name: '소유자', may: '모든 것을 하고, 다른 사람을 들입니다.' },
    designer: { name: '디자이너', may: '대화를 설계하고, 시험하고, 게시합니다.' },
    developer: { name: '개발자', may: '디자이너의 일에 더해 액션을 작성하고 전송을 다시 실행합니다.' },
    agent: { name: '상담원', may: '넘겨받은 대화에 답합니다.' },
    analyst: { name: '분석가', may: '보고서와 대화 기록을 읽습니다. 바꾸지는 않습니다.' },
  },
})

/** What each permission allows. */
export const usePermissionWords = defineWords<PermissionWords>({
  en: {
    'solution:read': 'See solutions and versions',
    'solution:edit': 'Change flows, texts and settings',
    'action:edit': 'Change and run code',
    'publish:sandbox': 'Publish to the sandbox',
    'publish:prod': 'Publish to prod',
    'report:read': 'Read reports',
    'transcript:read': 'Read transcripts',
    'hand-over:answer': 'Answer handed-over conversations',
    'delivery:read': 'See deliveries to Braze',
    'delivery:replay': 'Replay and discard deliveries',
    'contact:manage': 'Export and erase people',
    'access:manage': 'Manage people, roles and all keys',
    'audit:read': 'Read the audit log',
  },
  ko: {
    'solution:read': '솔루션과 버전 보기',
    'solution:edit': '흐름, 텍스트, 설정 변경',
    'action:edit': '코드 변경과 실행',
    'publish:sandbox': '샌드박스에 게시',
    'publish:prod': '운영에 게시',
    'report:read': '보고서 읽기',
    'transcript:read': '대화 기록 읽기',
    'hand-over:answer': '넘겨받은 대화에 답하기',
    'delivery:read': 'Braze 전송 보기',
    'delivery:replay': '전송 다시 실행과 버리기',
    'contact:manage': '사람 정보 내보내기와 삭제',
    'access:manage': '사용자, 역할, 모든 키 관리',
    'audit:read': '감사 기록 읽기',
  },
})
