import { defineWords } from '../../app/words.ts'

export const useStyleWords = defineWords({
  en: {
    buttons: 'Buttons',
    'quick-replies': 'Quick replies that go away when one is picked',
    list: 'A list',
    tiles: 'Tiles with pictures',
    carousel: 'Cards side by side',
  },
  ko: {
    buttons: '버튼',
    'quick-replies': '고르면 사라지는 빠른 답장',
    list: '목록',
    tiles: '그림이 있는 타일',
    carousel: '나란한 카드',
  },
})
