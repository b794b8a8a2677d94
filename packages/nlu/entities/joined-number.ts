import type { FoundNumber } from './word-number.ts'

/** Numbers of Korean, Japanese and Chinese, in their letters and in digits with them: 三万五千, 3만 5천, 1億2000万. */

const digits: { readonly [sign: string]: number } = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 两: 2, 兩: 2 },
  ...{ 영: 0, 공: 0, 일: 1, 이: 2, 삼: 3, 사: 4, 오: 5, 육: 6, 륙: 6, 칠: 7, 팔: 8, 구: 9 },
}
const units: { readonly [sign: string]: number } = { 十: 10, 百: 100, 千: 1000, 십: 10, 백: 100, 천: 1000 }
const bigUnits: { readonly [sign: string]: number } = {
  ...{ 万: 1e4, 萬: 1e4, 만: 1e4, 億: 1e8, 亿: 1e8, 억: 1e8, 兆: 1e12, 조: 1e12 },
}
const native: { readonly [word: string]: number } = {
  ...{ 하나: 1, 한: 1, 둘: 2, 두: 2, 셋: 3, 세: 3, 넷: 4, 네: 4, 다섯: 5, 여섯: 6, 일곱: 7, 여덟: 8, 아홉: 9 },
  ...{ 열: 10, 스물: 20, 스무: 20, 서른: 30, 마흔: 40, 쉰: 50, 예순: 60, 일흔: 70, 여든: 80, 아흔: 90 },
  ...{ ひとつ: 1, ふたつ: 2, みっつ: 3, よっつ: 4, いつつ: 5, むっつ: 6, ななつ: 7, やっつ: 8, ここのつ: 9 },
  ...{ ひとり: 1, ふたり: 2, 俩: 2, 倆: 2, 仨: 3 },
}

/** What Korean numbers are followed by where they are numbers and no other words. */
const koreanCounter =
  /^ ?(?:개월|개|명|분|시간|시|달|번|잔|마리|권|살|장|대|병|가지|사람|송이|벌|쌍|곳|배|주|일|년|월|초|층|호|원|달러|유로|엔|위안|프로|퍼센트|인분|박|회|차|세|킬로|미터|그램|평|조각|판|줄|켤레|점)/
/** Behind 일 where it counts days: 삼일 뒤. */
const ofDays = ' ?(?:뒤|후(?!기|보|원)|전(?!화|체|부|국)|간(?!식)|동안|째|이내|안에)'
const daysBehind = new RegExp(`^${ofDays}`, 'u')
const letterCounter = new RegExp(
  `^일${ofDays}|^(?:개월|년|월|층|호|인분|박|퍼센트|달러|유로|킬로|초|주일| 원(?!\\p{L}))`,
  'u',
)
const hanCounter =
  /^(?:[、か~〜][零〇一二三四五六七八九十\d]|个|個|位|件|张|張|本|次|年|月|日|号|號|天|周|週|星期|礼拜|小时|小時|分|秒|点|點|元|块|塊|人|名|岁|歲|歳|才|只|杯|瓶|份|条|條|台|辆|輛|间|間|层|層|楼|双|对|對|斤|公|米|毛|角|倍|家|把|支|盒|包|つ|枚|回|時|円|匹|冊|階|泊|ヶ|カ|か|箱|番|度|割|ドル|ユーロ|キロ|%|名様|人前|只|头|本|セット|パック|半)/
const particle =
  /^(?:$|[^\p{L}]|은|는|이|가|을|를|도|만|로|으로|에|의|와|과|랑|이랑|요|입|이에요|예요|정도|쯤|까지|부터|보다|명|개)/u

/** Two in one word: 두세 명 are two or three. */
const koreanPairs: readonly (readonly [one: string, other: string, from: number])[] = [
  ['한', '두', 1],
  ['두', '세', 2],
  ['두', '서너', 2],
  ['서', '너', 3],
  ['너', '댓', 4],
  ['네', '댓', 4],
  ['네', '다섯', 4],
  ['대', '여섯', 5],
  ['예', '닐곱', 6],
]
const pairRun = new RegExp(`(?<![\\p{L}\\p{N}])(?:${koreanPairs.map(([one, other]) => one + other).join('|')})`, 'gu')
/** 两三个, 五六人. */
const hanPair = /^(?:一[两兩二]|[两兩二]三|三四|四五|五六|六七|七八|八九|三五)$/

const hanRun = /第?[\d零〇一二三四五六七八九两兩十百千万萬億亿兆]+(?:\.\d+[万萬億亿]?)?/gu
const sinoRun =
  /(?<![\p{L}\p{N}.])제?(?:\d[\d,]*(?:\.\d+)?(?=[십백천만억조])|[일이삼사오육륙칠팔구영공십백천만억조])(?:[\d일이삼사오육륙칠팔구영공십백천만억조]| (?=\d+[십백천만]|[일이삼사오육칠팔구]?[십백천만]))*/gu
const nativeRun =
  /(?<![\p{L}\p{N}])(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔) ?(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?|스무|하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)/gu
const kanaRun =
  /ひとり(?!ひとり|暮|ぼっち)|ふたり|[俩倆仨]|ひとつ|ふたつ|みっつ|よっつ|いつつ|むっつ|ななつ|やっつ|ここのつ/gu
const parts = /\d+(?:,\d{3})*(?:\.\d+)?|./gu
/** Words that look like numbers. */
const noNumber =
  /^(?:千万(?!元|円|人|[零一二三四五六七八九])|十分(?!之|钟|鐘|間|後|后|前)|万一|一一|一点|一點|一下|一人(?=[ひ一暮前息娘旅])|一番|一度(?!に)|一部|一起|一些|一定|一直|一样|一般|一緒)/

/** What the letters come to; `null`: they are no number. */
export function joinedValue(text: string): number | null {
  let total = 0
  let section = 0
  let current: number | null = null
  let lastUnit = 0
  for (const [part] of text.matchAll(parts)) {
    const digit = digits[part]
    if (/^\d/.test(part)) current = Number(part.replaceAll(',', ''))
    else if (digit !== undefined) {
      current = current === null ? digit : current * 10 + digit
      if (digit === 0 && current === 0) lastUnit = 0
    } else if (units[part] !== undefined) {
      lastUnit = units[part] ?? 0
      section += (current ?? 1) * lastUnit
      current = null
    } else if (bigUnits[part] !== undefined) {
      lastUnit = bigUnits[part] ?? 0
      total += (section + (current ?? 0) || 1) * lastUnit
      section = 0
      current = null
    } else if (part !== ' ') return null
  }
  // 两百五 is 250: a single figure behind hundreds counts tens.
  const short =
    lastUnit >= 100 && current !== null && current > 0 && current < 10 && /[百千万萬][一二三四五六七八九]$/.test(text)
  const value = total + section + (current ?? 0) * (short ? lastUnit / 10 : 1)
  return Number.isFinite(value) ? value : null
}

/** Whether what is counted in this language stands at the place. */
export function isCounted(text: string, at: number, language: string): boolean {
  const after = text.slice(at, at + 6)
  return language === 'ko' ? koreanCounter.test(after) : /^(?:ja|zh)$/.test(language) && hanCounter.test(after)
}

/** Numbers in the text, by the letters of the language. */
export function joinedNumbers(text: string, language: string): readonly FoundNumber[] {
  if (language === 'ko') return [...koreanNumbers(text), ...nativeNumbers(text)]
  if (language === 'ja' || language === 'zh') return [...hanNumbers(text), ...nativeKana(text)]
  return []
}

function hanNumbers(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { 0: run, index } of text.matchAll(hanRun)) {
    const ordinal = run.startsWith('第')
    const written = ordinal ? run.slice(1) : run
    const start = index + (ordinal ? 1 : 0)
    const after = text.slice(index + run.length, index + run.length + 6)
    if (written === '' || /^[\d.]+$/.test(written) || noNumber.test(text.slice(index, index + 3))) continue
    const clear = /\d/.test(written) || (written.length > 1 && /[十百千万億亿]/.test(written)) || written.length > 2
    if (!clear && !ordinal && !hanCounter.test(after) && written !== text.trim()) continue
    if (hanPair.test(written) && hanCounter.test(after)) {
      for (const at of [0, 1])
        found.push({
          value: joinedValue(written[at] ?? '') ?? 0,
          start: start + at,
          end: start + at + 1,
          confidence: 0.7,
        })
      continue
    }
    const value = joinedValue(written)
    if (value === null) continue
    const fraction = /^分[之の]([零〇一二三四五六七八九十百\d]+)/.exec(after)
    const part = fraction === null ? null : joinedValue(fraction[1] ?? '')
    const end = index + run.length
    if (fraction !== null && part !== null && value > 0) {
      // 百分之二十 is twenty of a hundred.
      found.push({ value: part / value, start, end: end + fraction[0].length, confidence: 0.9 })
    } else
      found.push({
        value,
        start,
        end,
        confidence: clear || ordinal ? 0.9 : 0.7,
        ...(ordinal || after.startsWith('番目') ? { ordinal: true } : {}),
      })
  }
  return found
}

/** 이십오일 is 25 of something, 삼일 뒤 three days: 일 and 이 are figures, and a unit and a particle as well. */
function withoutCounter(run: string, behind: string): string {
  let written = run
  while (/[십백천만억조].*[일이삼사오육륙칠팔구][일이]$/u.test(written)) written = written.slice(0, -1)
  return written === run && /^[^\d].*일$/u.test(run) && daysBehind.test(behind) ? run.slice(0, -1) : written
}

function koreanNumbers(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { 0: run, index } of text.matchAll(sinoRun)) {
    const ordinal = run.startsWith('제')
    const start = index + (ordinal ? 1 : 0)
    const written = withoutCounter((ordinal ? run.slice(1) : run).trimEnd(), text.slice(index + run.length))
    const end = start + written.length
    const after = text.slice(end, end + 6)
    const fraction = /^분의 ?([일이삼사오육칠팔구십\d]+)/.exec(after)
    // Single letters are words of their own: 이 사람, 사원, 오일.
    const counted = written.length > 1 ? koreanCounter.test(after) : letterCounter.test(after)
    const value = joinedValue(written)
    if (value === null || written === '') continue
    if (fraction !== null && value > 0) {
      const part = joinedValue(fraction[1] ?? '')
      if (part !== null) found.push({ value: part / value, start, end: end + fraction[0].length, confidence: 0.9 })
      continue
    }
    const digitsToo = /\d/.test(written)
    const clear = digitsToo || (written.length > 1 && /[십백천만억조]/.test(written) && particle.test(after))
    if (!clear && !counted) continue
    found.push({
      value,
      start,
      end,
      confidence: digitsToo ? 0.95 : counted ? 0.85 : 0.6,
      ...(ordinal ? { ordinal: true } : {}),
    })
  }
  return found
}

function nativeNumbers(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = []
  for (const { 0: run, index } of text.matchAll(pairRun)) {
    const pair = koreanPairs.find(([one, other]) => one + other === run)
    if (pair === undefined || !koreanCounter.test(text.slice(index + run.length, index + run.length + 6))) continue
    const [one, , from] = pair
    const middle = index + one.length
    found.push({ value: from, start: index, end: middle, confidence: 0.85 })
    found.push({ value: from + 1, start: middle, end: index + run.length, confidence: 0.85 })
  }
  for (const { 0: run, index } of text.matchAll(nativeRun)) {
    const written = run.trimEnd()
    const end = index + written.length
    const after = text.slice(end, end + 6)
    const value = native[written] ?? tensAnd(written)
    if (value === undefined) continue
    const ordinal = /^ ?번째|^째/.test(after)
    const needsCounter = /^(?:열|쉰)$|(?:한|두|세|네|스무)$/.test(written)
    if (!koreanCounter.test(after) && !ordinal && (needsCounter || !particle.test(after))) continue
    found.push({ value, start: index, end, confidence: 0.85, ...(ordinal ? { ordinal: true } : {}) })
  }
  const first = /(?<!\p{L})첫 ?(?:번째|째)/gu
  for (const { 0: run, index } of text.matchAll(first))
    found.push({ value: 1, start: index, end: index + run.length, confidence: 0.9, ordinal: true })
  return found
}

function tensAnd(word: string): number | undefined {
  const tens = /^(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)/.exec(word)?.[0]
  const one = tens === undefined ? undefined : native[word.slice(tens.length).trim()]
  return tens === undefined || one === undefined || one > 9 ? undefined : (native[tens] ?? 0) + one
}

function nativeKana(text: string): readonly FoundNumber[] {
  return [...text.matchAll(kanaRun)].map(({ 0: word, index }) => {
    return { value: native[word] ?? 0, start: index, end: index + word.length, confidence: 0.8 }
  })
}
