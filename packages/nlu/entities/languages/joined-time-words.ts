import type { Unit } from './time-words.ts'

/** How Korean, Japanese and Chinese speak of days and times; patterns for what stands in NFKC, in lower case. */
export interface JoinedTimeWords {
  /** Behind a number. The half of the first group, if there is one, stands before the unit, of the last behind it. */
  readonly units: readonly (readonly [pattern: string, unit: Unit])[]
  readonly half: string
  readonly halfBefore: string
  readonly spans: readonly (readonly [pattern: string, amount: number, unit: Unit])[]
  readonly ahead: string
  readonly ago: string
  readonly days: readonly (readonly [pattern: string, days: number])[]
  /** Weeks by how far they are from this one, and months and years. */
  readonly weeks: readonly (readonly [pattern: string, weeks: number])[]
  readonly months: readonly (readonly [pattern: string, months: number])[]
  readonly years: readonly (readonly [pattern: string, years: number])[]
  readonly weekend: string
  /** The first group is one of `weekdaySigns`. */
  readonly weekday: string
  readonly weekdaySigns: { readonly [sign: string]: number }
  /** Between a week and its day. */
  readonly of: string
  /** Between several days. */
  readonly either: string
  /** Between a day and what is counted from it. */
  readonly fromDay: string
  readonly year: string
  readonly month: string
  readonly day: string
  /** A day of a month in letters, where it stands alone and is nothing else. */
  readonly dayFigures: string
  readonly hour: string
  readonly minute: string
  /** Digits and letters of hours and minutes. */
  readonly figures: string
  readonly halfHour: string
  readonly morning: string
  readonly afternoon: string
  readonly named: readonly (readonly [pattern: string, time: string])[]
}

const han = '[零〇一二三四五六七八九十两兩]'

const ko: JoinedTimeWords = {
  units: [
    ['시간', 'hour'],
    ['분(?!기|위|야|류|석|홍|량|실)', 'minute'],
    ['초(?!코|보|과|대|청)', 'second'],
    ['개월|달(?!러|걀|라|력|성|콤)', 'month'],
    ['주일|주(?:간)?(?!소|문|세|차|말|민|인|년|간에)', 'week'],
    ['년(?!도)', 'year'],
    ['일(?!요일|욜|시|정|본|반)|박', 'day'],
  ],
  half: ' ?반(?!\\p{L}*(?:장|드|대|환|품|복))',
  halfBefore: '',
  spans: [
    ['하루(?!종일)', 1, 'day'],
    ['이틀', 2, 'day'],
    ['사흘', 3, 'day'],
    ['나흘', 4, 'day'],
    ['닷새', 5, 'day'],
    ['엿새', 6, 'day'],
    ['이레', 7, 'day'],
    ['열흘', 10, 'day'],
    ['보름', 15, 'day'],
    ['일주일', 7, 'day'],
    ['반년', 6, 'month'],
    ['반나절', 6, 'hour'],
  ],
  ahead: ' ?(?:뒤|후(?!기|보|원|추)|있다가|이따가?|안에|이내)',
  ago: ' ?(?:전(?!화|체|부|달|주|국|기|자|시|문)|앞서)',
  days: [
    ['(?:내일|낼) ?모[레래]|모레', 2],
    ['글피', 3],
    ['그저께|그제|엊그제', -2],
    ['오늘', 0],
    [
      '내일|(?<!\\p{L})낼(?=$|\\P{L}|까지|부터|은|도|요|저녁|아침|오전|오후|점심|밤)(?! ?(?:거|게|것|수|때|돈|필요|생각|만큼|예정|사람|금액|비용))',
      1,
    ],
    ['어제|어젯밤', -1],
  ],
  weeks: [
    ['다다음 ?주', 2],
    ['다음 ?주|담주|내주|차주', 1],
    ['이번 ?주|금주', 0],
    ['지지난 ?주', -2],
    ['지난 ?주|저번 ?주|전주', -1],
  ],
  months: [
    ['다다음 ?달', 2],
    ['다음 ?달|내달', 1],
    ['이번 ?달|이달', 0],
    ['지난 ?달|저번 ?달', -1],
  ],
  years: [
    ['내년|다음 ?해', 1],
    ['올해|금년', 0],
    ['작년|지난 ?해', -1],
    ['재작년', -2],
    ['후년', 2],
  ],
  weekend: '주말',
  weekday: '([일월화수목금토])(?:요일|욜)',
  weekdaySigns: { 일: 0, 월: 1, 화: 2, 수: 3, 목: 4, 금: 5, 토: 6 },
  of: ' ?(?:의 )?',
  either: '이나|또는|혹은|아니면|하고|이랑|랑|와|과|부터|에서',
  fromDay: '(?:부터|에서|의)?',
  year: ' ?년도? ?',
  month: ' ?월 ?',
  day: ' ?일(?!요일|욜|일(?!요일|욜))',
  // 이십일 is the number 21 unless something goes with days alone.
  dayFigures: '(?<!\\p{L})(?:[이삼]?십[일이삼사오육칠팔구]|[이삼]?십(?=일(?:에|까지|부터|날)))',
  hour: ' ?시(?!간|작|장|험|내|스|도|설|계)',
  minute: ' ?(\\d{1,2}|[일이삼사오육칠팔구십]{1,3}) ?분',
  figures: '\\d{1,2}|열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열',
  halfHour: ' ?반',
  morning: '오전|아침|새벽',
  afternoon: '오후|저녁|밤|낮',
  named: [
    ['정오', '12:00'],
    ['자정', '00:00'],
  ],
}

const ja: JoinedTimeWords = {
  units: [
    ['時間', 'hour'],
    ['分(?:間)?(?![のけか割析類野])', 'minute'],
    ['秒(?:間)?', 'second'],
    ['[ヶヵケかカ]月(?:間)?|箇月', 'month'],
    ['週間', 'week'],
    ['年(?:間)?(?![号月\\d])', 'year'],
    ['日(?:間)?(?![曜本])|泊', 'day'],
  ],
  half: '半',
  halfBefore: '',
  spans: [
    ['半年', 6, 'month'],
    ['半日', 12, 'hour'],
    ['半時間', 30, 'minute'],
  ],
  ahead: '(?:間)?(?:後|以内)',
  ago: '(?:間)?前',
  days: [
    ['明々後日|明明後日|しあさって', 3],
    ['明後日|あさって', 2],
    ['一昨日|おととい', -2],
    ['今日|本日|きょう|今晩|今夜|今朝', 0],
    ['明日|あした|あす(?!か)', 1],
    ['昨日|きのう|昨夜|昨晩', -1],
  ],
  weeks: [
    ['再来週', 2],
    ['来週', 1],
    ['今週', 0],
    ['先々週', -2],
    ['先週', -1],
  ],
  months: [
    ['再来月', 2],
    ['来月', 1],
    ['今月', 0],
    ['先月', -1],
  ],
  years: [
    ['再来年', 2],
    ['来年', 1],
    ['今年', 0],
    ['去年|昨年', -1],
    ['一昨年|おととし', -2],
  ],
  weekend: '週末',
  weekday: '([日月火水木金土])曜日?',
  weekdaySigns: { 日: 0, 月: 1, 火: 2, 水: 3, 木: 4, 金: 5, 土: 6 },
  of: 'の?',
  either: 'か|または|や|と|から',
  fromDay: '(?:から|の)?',
  year: ' ?年 ?',
  month: ' ?月 ?',
  day: ' ?日(?!間|曜|後|前|本)',
  dayFigures: '[二三]?十[一二三四五六七八九]?',
  hour: ' ?時(?!間|代|計|々|点)',
  minute: ` ?(\\d{1,2}|${han}{1,3}) ?分`,
  figures: `\\d{1,2}|${han}{1,3}`,
  halfHour: '半',
  morning: '午前(?:中)?の?|朝の?|早朝の?|今朝の?|am ?',
  afternoon: '午後の?|夕方の?|夜の?|晩の?|今夜の?|今晩の?|pm ?',
  named: [
    ['正午', '12:00'],
    ['真夜中', '00:00'],
  ],
}

const zh: JoinedTimeWords = {
  units: [
    ['个?小时|個?小時|个?钟头|個?鐘頭', 'hour'],
    ['分钟|分鐘', 'minute'],
    ['秒钟?|秒鐘', 'second'],
    ['个月|個月', 'month'],
    ['个?(?:星期|礼拜|禮拜)(?![一二三四五六日天])|周(?![一二三四五六日天末年])|週', 'week'],
    ['年(?![\\d月级代])', 'year'],
    ['天|日(?!本)', 'day'],
  ],
  half: '半',
  halfBefore: '[个個]半',
  spans: [
    ['半(?:个|個)?(?:小时|小時|钟头|鐘頭)', 30, 'minute'],
    ['一刻钟|一刻鐘', 15, 'minute'],
    ['半年', 6, 'month'],
    ['半天', 12, 'hour'],
    ['半个月|半個月', 15, 'day'],
  ],
  ahead: '(?:以|之)?(?:后|後|内|內)',
  ago: '(?:以|之)?前',
  days: [
    ['大后天|大後天', 3],
    ['后天|後天', 2],
    ['大前天', -3],
    ['前天', -2],
    ['今天|今日|今晚|今早', 0],
    ['明天|明日|明早|明晚', 1],
    ['昨天|昨日|昨晚', -1],
  ],
  weeks: [
    ['下下(?:个|個)?(?:周|週|星期|礼拜|禮拜)', 2],
    ['下(?:个|個)?(?:周|週|星期|礼拜|禮拜)', 1],
    ['(?:这|這|本)(?:个|個)?(?:周|週|星期|礼拜|禮拜)', 0],
    ['上(?:个|個)?(?:周|週|星期|礼拜|禮拜)', -1],
  ],
  months: [
    ['下下(?:个|個)月', 2],
    ['下(?:个|個)月', 1],
    ['(?:这|這)(?:个|個)月|本月', 0],
    ['上(?:个|個)月', -1],
  ],
  years: [
    ['后年|後年', 2],
    ['明年', 1],
    ['今年', 0],
    ['去年', -1],
    ['前年', -2],
  ],
  weekend: '周末|週末',
  weekday: '(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])',
  weekdaySigns: { 日: 0, 天: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6 },
  of: '的?',
  either: '或者?|还是|還是|和|跟|到|至',
  fromDay: '[起的之]?',
  year: ' ?年 ?',
  month: ' ?月(?:份)? ?',
  day: ' ?(?:日(?![本内內后後前])|[号號](?![楼樓房线線店院门門码碼]))',
  dayFigures: '(?:[二三]?十[一二三四五六七八九]?|[一二三四五六七八九](?=[号號]))',
  hour: ' ?(?:点钟?(?![也都儿])|點鐘?|时(?!间|候)|時(?!間|候))',
  // Without 分 only what is surely minutes: 八点两个人 is eight, and two people.
  minute: ` ?(\\d{1,2}(?= ?分)|${han}{1,3}(?= ?分)|\\d{2}(?!\\d)|[二三四五]?十[一二三四五六七八九]?(?![个個位人])) ?分?(?!钟|鐘|之)`,
  figures: `\\d{1,2}|${han}{1,3}`,
  halfHour: '半',
  morning: '上午的?|早上的?|早晨的?|凌晨的?|今早|明早|清晨的?',
  afternoon: '下午的?|晚上的?|中午的?|傍晚的?|今晚|明晚|夜里的?',
  named: [
    ['中午|正午', '12:00'],
    ['半夜|午夜', '00:00'],
  ],
}

export const joinedTimeWords: { readonly [language: string]: JoinedTimeWords } = { ko, ja, zh }
