/** Web addresses, e-mail addresses and `@names` in what somebody wrote, told from sentences that only look like one. */

/** Endings that are no country. Not all there are: others count with `www.`, a scheme or an unbroken e-mail address. */
const kinds =
  'com net org edu gov int mil info biz name pro mobi asia app dev page site website web online shop store blog link xyz club live ' +
  'news tech cloud digital email group team studio design media social space world zone art berlin hamburg koeln wien paris tokyo london'
const countries =
  'ac ad ae af ag ai al ao ar au aw az ba bb bd bf bg bh bi bj bm bn bo br bs bt bw bz ca cc cd cf cg ch ci cl cm cn co cr cu cv cw ' +
  'cx cy cz de dj dk dm dz ec ee eg eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu ie io ' +
  'iq ir jm jo jp ke kg kh ki km kn kr kw ky kz lb lc li lk lr ls lt lu lv ly mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx ' +
  'mz na nc nf ng ni nl np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd sg sh sk sl sm sn sr ss ' +
  'st su sv sx sz tc td tf tg th tj tk tl tm tn tr tt tv tw tz ua ug uk uy uz va vc ve vg vi vn vu wf ws ye za zm zw'
/** Countries that are a word too, as in "yes.no/maybe" or "oui.et/ou". */
const words = 'am as at be by do es et id il im in is it je la ma my ne no se si so to us'

/** In one case: a capital after a full stop begins a sentence. */
const oneOf = (endings: string): string => [endings, endings.toUpperCase()].join(' ').replaceAll(' ', '|')

/** Of a language that may stand right beside an address, with no space between. */
const foreign = String.raw`(?!\p{sc=Latin})\p{L}`
/** Of a host, in one kind of script. How it begins tells which, so that there is but one way to read it. */
const label = String.raw`(?:[\p{sc=Latin}\p{N}_-]+|${foreign}(?:(?!\p{sc=Latin})[\p{L}\p{N}-])*)`
/** Read once, from its first label on. */
const host = String.raw`(?<![\p{L}\p{N}_-]\.)(?:(?<![\p{sc=Latin}\p{N}])(?=[\p{sc=Latin}\p{N}_-])|(?<!\p{L})(?=${foreign}))(?:${label}\.)+`
const port = String.raw`(?:[:：]\p{N}+)?`
const scheme = `(?<![A-Za-z0-9+.-])[A-Za-z0-9+.-]+[:：]//`
const www = String.raw`(?<![\p{sc=Latin}\p{N}])[Ww]{3}\.`
/** Behind a host, and nothing of an address: "www.example.comを見て". */
const wordsBehind = String.raw`${foreign}[^\s./?#@:：\p{sc=Latin}\p{N}]*(?!\S)`
/** With a scheme, with `www.`, or a host with something behind it, which has to look like no word where the ending is one. */
const address = new RegExp(
  [
    String.raw`(?:${scheme}|${www})(?:[\p{sc=Latin}\p{N}.-]+(?=${wordsBehind})|\S+)`,
    String.raw`${host}(?:${oneOf(`${kinds} ${countries}`)})${port}(?:[/#]|\?[^\s=]*=)\S+`,
    String.raw`${host}(?:${oneOf(words)})${port}[/?#]\S*[\p{N}=&_@%~]\S*`,
  ].join('|'),
  'gu',
)

const mailPart = String.raw`[^\s@<>()[\],;:"（），；：、。「」『』“”„«»]`
const latinPart = `(?!${foreign})${mailPart}`
/** Between other words and what is written in Latin letters. */
const edge = String.raw`(?<=${foreign})(?=\p{sc=Latin})`
/** What "2@3.50" and "order@5pm" have behind the sign. */
const amount = String.raw`\p{N}{1,2}(?:[.,:]\p{N}{1,2})?\p{sc=Latin}{0,3}[.!?…]*(?!${latinPart})`
const mailHost = String.raw`(?:(?:${latinPart})+(?:(?<=[.-])${mailPart}+)?|${foreign}${mailPart}*\.${mailPart}+|(?=${foreign}))`
const email = new RegExp(
  `(?:(?<!${mailPart})|${edge})${mailPart}(?:(?!${edge})${mailPart})*["”]?@(?!${amount})${mailHost}`,
  'gu',
)

const inBrackets = (signs: string): string => String.raw`[([{<（] ?(?:${signs}) ?[)\]}>）]`
const at = inBrackets('at|ät|arroba|arobase|chiocciola|골뱅이|앳|アットマーク|アット|艾特')
const dot = inBrackets('dot|punkt|punto|point|ponto|punt|점|닷|ドット|点')
const nameSign = String.raw`[\p{L}\p{N}._%+•-]`
const mailName = `(?<!${nameSign})${nameSign}+(?: ?${dot} ?${nameSign}+){0,8}`
const mailLabel = String.raw`[\p{L}\p{N}-]+`
const anyDot = String.raw`(?:\.| ?${dot} ?)`
/** With spaces or words for the signs. The more of that a sentence might have too, the more the host has to look like one. */
const spelledEmail = new RegExp(
  [
    String.raw`${mailName} ?(?:@|${at}) ?(?:${mailLabel}${anyDot})+(?:${[kinds, countries, words].join(' ').replaceAll(' ', '|')})(?![\p{sc=Latin}\p{N}-])`,
    String.raw`${mailName} ?(?:@|${at}) ?(?:${mailLabel}${anyDot})*?${mailLabel} ?${dot} ?\p{L}{2,}`,
    String.raw`(?<!${nameSign})${nameSign}*\p{L}[._]\p{L}${nameSign}* ?@ ?(?:${mailLabel}\.)+\p{L}{2,}`,
    String.raw`${mailName}(?:@ |\(a\)|${at})(?:${mailLabel}\.)+\p{L}{2,}`,
  ].join('|'),
  'giu',
)

/** The sign for "at", as in "I'm @home", or somebody whom everybody is. */
const places =
  'home|work|school|uni|office|hotel|airport|station|checkout|noon|night|midnight|once|least|all|here|everyone'
const handle = new RegExp(
  String.raw`(?<![\p{L}\p{N}])@(?!(?:${places})(?![\p{sc=Latin}\p{N}_]|\.[\p{L}\p{N}_])|${amount})[\p{L}\p{N}_.]{3,}`,
  'giu',
)

/** The same with signs that stand for the addresses. */
export function withoutAddresses(text: string): string {
  return text
    .replace(address, '‹url›')
    .replace(email, '‹email›')
    .replace(spelledEmail, '‹email›')
    .replace(handle, '‹name›')
}
