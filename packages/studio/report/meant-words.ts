import { defineWords } from '../app/words.ts'

export const useMeantWords = defineWords({
  en: {
    sayMeant: 'Say what this meant',
    whatMeant: 'What did they mean?',
    itMeant: 'They meant',
    chooseIntent: 'Choose an intent',
    meantNone: 'None of these',
    meantHint:
      'It is proposed in the inbox of Understanding, masked. Nothing is learned from it before somebody adds it there and publishes.',
    proposeIt: 'Propose it',
    leaveIt: 'Cancel',
    meantTold: 'It waits in the inbox.',
  },
  ko: {
    sayMeant: '무슨 뜻이었는지 알리기',
    whatMeant: '무슨 뜻이었나요?',
    itMeant: '뜻한 의도',
    chooseIntent: '의도를 고르세요',
    meantNone: '이 중에 없음',
    meantHint:
      '가려진 문장이 이해 페이지의 받은 문장에 제안됩니다. 누군가 거기서 더하고 게시하기 전에는 아무것도 배우지 않습니다.',
    proposeIt: '제안하기',
    leaveIt: '취소',
    meantTold: '받은 문장에 두었습니다.',
  },
})
