import { foldWord } from '../seen-text.ts'

/** How a language writes numbers in words, for languages that set words apart. */
export interface NumberWords {
  /** By word, without accents. 100 multiplies what stands before it, 1,000 and more do and begin anew, all others add. */
  readonly atoms: ReadonlyMap<string, number>
  /** Words that stand for 1 and are articles, so that alone they are no number: "ein". */
  readonly articles: ReadonlySet<string>
  /** Words that need something before them: "a hundred", "two million". */
  readonly dependent: ReadonlySet<string>
  /** Words that mean other things as well: "sei" is also "you are". */
  readonly doubtful: ReadonlySet<string>
  /** Between the parts. */
  readonly and: string
  /** Whether "and" may follow tens, or hundreds and more only. */
  readonly andAfterTens: boolean
  /** Units before tens: "einundzwanzig". */
  readonly reversed: boolean
  /** Parts are written as one word. */
  readonly compound: boolean
  /** Between whole numbers and decimals. */
  readonly point: RegExp
  /** Behind a number: and a half. */
  readonly half: RegExp
  /** Of a word that ends in a half; the first group is the number. */
  readonly halfEnding?: RegExp
  /** Whole phrases and what they are: "half a million". */
  readonly phrases: ReadonlyMap<string, number>
  readonly ordinals: ReadonlyMap<string, number>
  /** Makes "twentieth" what "twenty" is; the first group is the number. */
  readonly ordinal: RegExp | null
  /** Behind digits: "21st". */
  readonly ordinalSign: RegExp | null
  /** Dozens: a word and how many it is. */
  readonly dozen: RegExp | null
}

/** Words from `from` on, each one more (or `step` more) than the one before; "/" parts spellings. */
function counted(from: number, words: string, step = 1): readonly (readonly [string, number])[] {
  return words.split(' ').flatMap((word, index) => word.split('/').map((each) => [each, from + index * step] as const))
}

const pairs = (...lists: readonly (readonly (readonly [string, number])[])[]) =>
  new Map(lists.flat().map(([word, value]) => [foldWord(word.replaceAll('_', ' ')), value] as const))
const listed = (words: string) => new Set(words.split(' ').filter((word) => word !== ''))

const en: NumberWords = {
  atoms: pairs(
    counted(0, 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen'),
    counted(17, 'seventeen eighteen nineteen'),
    counted(20, 'twenty thirty forty/fourty fifty sixty seventy eighty ninety', 10),
    counted(100, 'hundred'),
    [...counted(1000, 'thousand'), ['million', 1e6], ['billion', 1e9], ['trillion', 1e12], ['a', 1], ['an', 1]],
  ),
  articles: listed('a an'),
  dependent: listed('hundred thousand million billion trillion'),
  doubtful: listed('one'),
  and: 'and',
  andAfterTens: false,
  reversed: false,
  compound: false,
  point: / point /y,
  half: / and a half\b/y,
  phrases: pairs([
    ['half a million', 500_000],
    ['half a dozen', 6],
    ['a half', 0.5],
    ['one half', 0.5],
    ['a quarter', 0.25],
    ['three quarters', 0.75],
    ['a third', 1 / 3],
    ['one third', 1 / 3],
    ['two thirds', 2 / 3],
    ['a couple of', 2],
  ]),
  ordinals: pairs(
    counted(1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'),
    counted(20, 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth', 10),
    [...counted(100, 'hundredth'), ...counted(1000, 'thousandth')],
  ),
  ordinal: /^(.+)th$/,
  ordinalSign: /(?:st|nd|rd|th)\b/y,
  dozen: / ?dozens?\b/y,
}

const de: NumberWords = {
  atoms: pairs(
    counted(0, 'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn'),
    counted(16, 'sechzehn siebzehn achtzehn neunzehn'),
    counted(20, 'zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig', 10),
    counted(1, 'ein/eine/einen/einem/einer zwo/zwei drei/dreier'),
    [
      ['fuenf', 5],
      ['zwoelf', 12],
      ['hundert', 100],
      ['tausend', 1000],
      ['million', 1e6],
      ['millionen', 1e6],
    ],
    [
      ['milliarde', 1e9],
      ['milliarden', 1e9],
      ['mio', 1e6],
      ['mrd', 1e9],
    ],
  ),
  articles: listed('ein eine einen einem einer'),
  dependent: listed('million millionen milliarde milliarden mio mrd'),
  doubtful: listed('acht'),
  and: 'und',
  andAfterTens: true,
  reversed: true,
  compound: true,
  point: / komma /y,
  half: /(?: und ein halb| ?einhalb)(?:e[rnsm]?)?\b/y,
  halfEnding: /^(.+)einhalb(?:e[rnsm]?)?$/,
  phrases: pairs([
    ['eineinhalb', 1.5],
    ['anderthalb', 1.5],
    ['ein halb', 0.5],
    ['ein halbes', 0.5],
    ['eine halbe', 0.5],
    ['ein viertel', 0.25],
    ['ein drittel', 1 / 3],
    ['zwei drittel', 2 / 3],
    ['drei viertel', 0.75],
    ['ein paar', 2],
    ['eine halbe million', 500_000],
    ...counted(
      2,
      'zu_zweit/zu_zweien zu_dritt/zu_dreien zu_viert/zu_vieren zu_fünft zu_sechst zu_siebt zu_acht zu_neunt',
    ),
    ['zu zehnt', 10],
  ]),
  ordinals: pairs(counted(1, 'erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte')),
  ordinal: /^(.+?)(?:s?te[nrsm]?)$/,
  ordinalSign: null,
  dozen: / ?dutzend\b/y,
}

const fr: NumberWords = {
  atoms: pairs(
    counted(0, 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'),
    counted(20, 'vingt trente quarante cinquante soixante septante huitante/octante nonante', 10),
    [
      ['quatre_vingt', 80],
      ['quatre_vingts', 80],
      ['une', 1],
      ['cent', 100],
      ['cents', 100],
      ['mille', 1000],
    ],
    [
      ['million', 1e6],
      ['millions', 1e6],
      ['milliard', 1e9],
      ['milliards', 1e9],
    ],
  ),
  articles: listed('un une'),
  dependent: listed('million millions milliard milliards'),
  doubtful: listed('neuf'),
  and: 'et',
  andAfterTens: true,
  reversed: false,
  compound: false,
  point: / virgule /y,
  half: / et demie?\b/y,
  phrases: pairs([
    ['une demi', 0.5],
    ['un demi', 0.5],
    ['un quart', 0.25],
    ['un tiers', 1 / 3],
    ['deux tiers', 2 / 3],
    ['trois quarts', 0.75],
  ]),
  ordinals: pairs([
    ['premier', 1],
    ['première', 1],
    ['deuxième', 2],
    ['troisième', 3],
    ['quatrième', 4],
    ['cinquième', 5],
    ['neuvième', 9],
    ['second', 2],
    ['seconde', 2],
  ]),
  ordinal: /^(.+)ieme$/,
  ordinalSign: /(?:ere|er|eme|e|nde?)\b/y,
  dozen: / ?douzaines?\b/y,
}

const es: NumberWords = {
  atoms: pairs(
    counted(0, 'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis'),
    counted(
      17,
      'diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna veintidós veintitrés veinticuatro',
    ),
    counted(25, 'veinticinco veintiséis veintisiete veintiocho veintinueve'),
    counted(30, 'treinta cuarenta cincuenta sesenta setenta ochenta noventa', 10),
    counted(
      200,
      'doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas',
      100,
    ),
    counted(
      600,
      'seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas',
      100,
    ),
    [
      ['un', 1],
      ['una', 1],
      ['cien', 100],
      ['ciento', 100],
      ['mil', 1000],
      ['millón', 1e6],
      ['millones', 1e6],
    ],
  ),
  articles: listed('un una uno'),
  dependent: listed('millon millones'),
  doubtful: listed(''),
  and: 'y',
  andAfterTens: true,
  reversed: false,
  compound: false,
  point: / (?:coma|punto) /y,
  half: / y medi[oa]\b/y,
  phrases: pairs([
    ['medio', 0.5],
    ['media', 0.5],
    ['un cuarto', 0.25],
    ['un tercio', 1 / 3],
    ['dos tercios', 2 / 3],
    ['tres cuartos', 0.75],
    ['un par de', 2],
    ['medio millón', 500_000],
  ]),
  ordinals: pairs(
    counted(1, 'primero/primer/primera segundo/segunda tercero/tercer/tercera cuarto/cuarta quinto/quinta sexto/sexta'),
    counted(7, 'séptimo/séptima octavo/octava noveno/novena décimo/décima'),
  ),
  ordinal: null,
  ordinalSign: /(?:[oa]|er|ro|ra|do|da)\b/y,
  dozen: / ?docenas?\b/y,
}

const pt: NumberWords = {
  atoms: pairs(
    counted(0, 'zero um dois/duas três quatro cinco seis sete oito nove dez onze doze treze'),
    counted(14, 'catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove'),
    counted(20, 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa', 10),
    counted(200, 'duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas', 100),
    counted(600, 'seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas', 100),
    [
      ['uma', 1],
      ['cem', 100],
      ['cento', 100],
      ['mil', 1000],
      ['milhão', 1e6],
      ['milhões', 1e6],
      ['bilhão', 1e9],
      ['bilhões', 1e9],
    ],
  ),
  articles: listed('um uma'),
  dependent: listed('milhao milhoes bilhao bilhoes'),
  doubtful: listed(''),
  and: 'e',
  andAfterTens: true,
  reversed: false,
  compound: false,
  point: / virgula /y,
  half: / e mei[oa]\b/y,
  phrases: pairs([
    ['meio', 0.5],
    ['um quarto', 0.25],
    ['um terço', 1 / 3],
    ['dois terços', 2 / 3],
    ['três quartos', 0.75],
    ['meio milhão', 500_000],
  ]),
  ordinals: pairs(
    counted(1, 'primeiro/primeira segundo terceiro/terceira quarto quinto sexto sétimo/sétima oitavo/oitava nono'),
    counted(10, 'décimo/décima'),
  ),
  ordinal: null,
  ordinalSign: /[oa]\b/y,
  dozen: / ?duzias?\b/y,
}

const it: NumberWords = {
  atoms: pairs(
    counted(0, 'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici'),
    counted(16, 'sedici diciassette diciotto diciannove'),
    counted(20, 'venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant settanta/settant', 10),
    counted(80, 'ottanta/ottant novanta/novant', 10),
    [
      ['un', 1],
      ['una', 1],
      ['cento', 100],
      ['cent', 100],
      ['mille', 1000],
      ['mila', 1000],
      ['milione', 1e6],
      ['milioni', 1e6],
    ],
    [
      ['miliardo', 1e9],
      ['miliardi', 1e9],
    ],
  ),
  articles: listed('un una uno vent trent quarant cinquant sessant settant ottant novant cent'),
  dependent: listed('mila milione milioni miliardo miliardi'),
  doubtful: listed('sei'),
  and: 'e',
  andAfterTens: true,
  reversed: false,
  compound: true,
  point: / virgola /y,
  half: / e mezz[oa]\b/y,
  phrases: pairs([
    ['mezzo', 0.5],
    ['mezza', 0.5],
    ['un quarto', 0.25],
    ['un terzo', 1 / 3],
    ['due terzi', 2 / 3],
    ['tre quarti', 0.75],
    ['un paio di', 2],
  ]),
  ordinals: pairs(
    counted(1, 'primo/prima secondo/seconda terzo/terza quarto/quarta quinto/quinta sesto/sesta settimo/settima'),
    counted(8, 'ottavo/ottava nono/nona decimo/decima'),
  ),
  ordinal: /^(.+)esim[oa]$/,
  ordinalSign: /[oa]\b/y,
  dozen: / ?dozzin[ae]\b/y,
}

const nl: NumberWords = {
  atoms: pairs(
    counted(0, 'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien'),
    counted(17, 'zeventien achttien negentien'),
    counted(20, 'twintig dertig veertig vijftig zestig zeventig tachtig negentig', 10),
    [
      ['honderd', 100],
      ['duizend', 1000],
      ['miljoen', 1e6],
      ['miljard', 1e9],
    ],
  ),
  articles: listed('een'),
  dependent: listed('miljoen miljard'),
  doubtful: listed(''),
  and: 'en',
  andAfterTens: true,
  reversed: true,
  compound: true,
  point: / komma /y,
  half: /(?: en een half| ?en ?half)\b/y,
  halfEnding: /^(.+)enhal(?:f|ve)$/,
  phrases: pairs([
    ['anderhalf', 1.5],
    ['anderhalve', 1.5],
    ['een half', 0.5],
    ['een halve', 0.5],
    ['een kwart', 0.25],
    ['een derde', 1 / 3],
    ['twee derde', 2 / 3],
    ['een paar', 2],
    ...["z'n", 'zijn', 'ons'].flatMap((whose) =>
      counted(2, `met_${whose}_tweeën met_${whose}_drieën met_${whose}_vieren met_${whose}_vijven met_${whose}_zessen`),
    ),
  ]),
  ordinals: pairs(counted(1, 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende')),
  ordinal: /^(.+?)(?:ste|de)$/,
  ordinalSign: /(?:ste|de|e)\b/y,
  dozen: / ?dozijn\b/y,
}

export const numberWords: { readonly [language: string]: NumberWords } = { en, de, fr, es, pt, it, nl }
