/** What introduces people, by language. */

interface NameNouns {
  /** Between the word and the name. */
  readonly is: string
  readonly my: string
  readonly whole: string
  readonly family: string
  readonly given: string
}

/** What the name and its parts are called. */
export const nouns: { readonly [language: string]: NameNouns } = {
  en: {
    is: " is|'?s|:",
    my: 'my',
    whole: '(?:full )?name',
    family: '(?:last|family) ?name|surname',
    given: '(?:first|given) ?name|forename',
  },
  de: {
    is: ' ist| lautet|:',
    my: 'mein',
    whole: 'name',
    family: 'nachname|familienname|zuname',
    given: 'vorname|rufname',
  },
  fr: { is: " est|,? c'est|:", my: 'mon', whole: 'nom', family: 'nom de famille', given: 'pr[eé]nom' },
  es: {
    is: ' es| son|:',
    my: 'mis?',
    whole: 'nombre',
    family: '(?:primer )?apellidos?',
    given: '(?:primer nombre|nombre de pila)',
  },
  pt: {
    is: ' [eé]|:',
    my: '(?:o )?meu',
    whole: 'nome',
    family: 'sobrenome|apelido|[uú]ltimo nome',
    given: 'primeiro nome|nome pr[oó]prio',
  },
  it: { is: " [eè]| e'|:", my: '(?:il )?mio', whole: 'nome', family: 'cognome', given: 'nome di battesimo|primo nome' },
  nl: { is: ' is| luidt|:', my: 'mijn', whole: 'naam', family: 'achternaam|familienaam', given: 'voornaam|roepnaam' },
}
/** Who says so last: "Ada here". */
export const closings: { readonly [language: string]: string } = {
  en: 'here|speaking',
  de: 'hier|am apparat',
  nl: 'hier',
}
/** Before a family name, or a whole one. */
export const titles =
  '(?:mr|mrs|ms|miss|mx|dr|prof|herr|hr|frau|fr|mme|mlle|monsieur|madame|señora?|sra?|senhora?|signora?|sig|meneer|mevrouw|dhr|mevr)\\.?'
/** Before a name that says of itself that it is one: a name in small letters will do. */
export const sayings: { readonly [language: string]: string } = {
  en: "my (?:full )?name is|(?:my |the )?name's|my names|my name:|name is|name:|i am called|i'm called|call me|they call me|everyone calls me|people call me",
  de: 'mein (?:voller |vollständiger )?name ist|mein name lautet|mein name:|name:|ich heisse|ich heiße|nennen sie mich|nenn mich|man nennt mich|alle nennen mich',
  fr: "je m'appelle|je me nomme|mon nom (?:complet )?est|mon nom:|nom:|appelez-moi|appelle-moi",
  es: 'me llamo|mi nombre (?:completo )?es|mi nombre:|nombre:|llamame|llámame',
  pt: 'meu nome (?:completo )?[ée]|me chamo|chamo-me|nome:|pode me chamar de',
  it: 'mi chiamo|il mio nome (?:completo )?[èe]|nome:|chiamami',
  nl: 'mijn naam is|ik heet|naam:|noem me',
}
/** Before a name or anything else: there must be capitals, and no word that people are. */
export const beings: { readonly [language: string]: string } = {
  en: "i'm|i am|im|this is|it's|it is|here is|i go by|speaking (?:to|with)|sincerely,?|regards,?|thanks,?|cheers,?",
  de: "ich bin (?:der|die)(?= )|ich bin's,?|ich bin|hier ist|hier spricht|es spricht|sie sprechen mit|gr[uü](?:ß|ss)e?,?|gr[uü](?:ß|ss)en,?",
  fr: "je suis|c'est|ici|cordialement,?",
  es: 'soy|yo soy|aquí|habla|saludos,?',
  pt: 'sou [oa](?= )|sou|aqui é [oa](?= )|aqui é',
  it: 'sono|io sono|qui è',
  nl: 'ik ben|dit is|hier is',
}
/** A name in small letters that says no more of itself than where it lives, which what people are is not followed by in English. */
export const living =
  /(?<![\p{L}\p{N}])(?:i'm|i am|im) (?<name>[\p{Ll}'-]{2,20} [\p{Ll}'-]{2,20})(?=(?:,| and|, and)? (?:i |i'm |am )?(?:live|from|come from) )/gu
/** What ends a name that began rightly, and what no name begins with. */
export const otherWords = new Set(
  (
    'and und et y e en from aus de live lives living wohne wohnhaft vivo habite moro abito woon but or not a an the i im my in at on to for with is am are was have has want need would like please thanks thank hello hi here there looking interested trying calling happy sorry sure fine good ok okay not so very just also only ' +
    'ich und aber oder nicht aus bitte danke hallo hier der die das ein eine mein meine je et mais ou pas merci bonjour ici un une le la mon ma yo pero o no gracias hola aqui mi eu mas nao obrigado ola io ma non grazie ciao ik maar niet dank hoi ' +
    'really very now new currently recently actually married single retired divorced based working ' +
    'student studentin schüler schülerin lehrer lehrerin kunde kundin arzt ärztin rentner rentnerin mitglied gast besucher mutter vater chef chefin inhaber ' +
    'ingenieur angestellter beamter hausfrau azubi tourist touristin deutsche österreicher schweizer schweizerin meinung frau mann neue ' +
    'étudiant étudiante français française belge suisse canadien canadienne client cliente estudiante cliente español española estudante ' +
    'german english french spanish italian dutch korean japanese chinese american british european deutscher monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today tomorrow yesterday back new going done ready busy late tired hungry years old'
  ).split(' '),
)
