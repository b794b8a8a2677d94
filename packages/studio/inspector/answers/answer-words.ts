import { defineWords } from '../../app/words.ts'
import type { AnswerType } from './answer-types.ts'

type AnswerWords = { readonly [type in AnswerType]: { readonly label: string; readonly about: string } }

const en: AnswerWords = {
  text: { label: 'Words', about: 'Anything that people type.' },
  email: { label: 'E-mail address', about: 'Checked and kept in lower case.' },
  phone: { label: 'Phone number', about: 'Checked and kept with its country code.' },
  date: { label: 'Date', about: 'A day, typed or picked from a calendar.' },
  time: { label: 'Time of day', about: 'Hours and minutes.' },
  'date-time': { label: 'Date and time', about: 'An appointment.' },
  number: { label: 'Number', about: 'Digits, whole or with decimals.' },
  choice: { label: 'One choice', about: 'Buttons, quick replies, a list, tiles or cards.' },
  choices: { label: 'Several choices', about: 'Any number of several.' },
  file: { label: 'File', about: 'A photo or a document.' },
  rating: { label: 'Rating', about: 'Stars, hearts or smileys.' },
  slider: { label: 'Slider', about: 'A number on a scale.' },
  location: { label: 'Place', about: 'On the map, or an address.' },
  form: { label: 'Form', about: 'Several answers at once.' },
  'web-view': { label: 'Web page', about: 'A page of yours that sends values back.' },
}

const ko: AnswerWords = {
  text: { label: '글', about: '사람이 입력하는 무엇이든.' },
  email: { label: '이메일 주소', about: '확인 후 소문자로 저장합니다.' },
  phone: { label: '전화번호', about: '확인 후 국가 번호와 함께 저장합니다.' },
  date: { label: '날짜', about: '입력하거나 달력에서 고릅니다.' },
  time: { label: '시각', about: '시와 분.' },
  'date-time': { label: '날짜와 시각', about: '예약 같은 것.' },
  number: { label: '숫자', about: '정수 또는 소수.' },
  choice: { label: '하나 선택', about: '버튼, 빠른 답장, 목록, 타일, 카드.' },
  choices: { label: '여러 개 선택', about: '여럿 중 몇 개든.' },
  file: { label: '파일', about: '사진이나 문서.' },
  rating: { label: '평점', about: '별, 하트, 표정.' },
  slider: { label: '슬라이더', about: '눈금 위의 숫자.' },
  location: { label: '장소', about: '지도 위 또는 주소.' },
  form: { label: '양식', about: '한 번에 여러 답.' },
  'web-view': { label: '웹페이지', about: '값을 돌려보내는 우리 페이지.' },
}

export const useAnswerWords = defineWords({ en, ko })
