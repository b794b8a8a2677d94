import type { StudioBuild } from '@parley/studio/build'
import type { StudioFiles } from '../../studio-files.ts'

const words = {
  en: {
    opening: 'Opening the Studio …',
    building: 'The Studio is being put together. This takes a few seconds, once after the server has started.',
    failed: 'The Studio could not be put together; the log of the server says why. Load this page to try again.',
    script: 'The Studio needs JavaScript.',
  },
  ko: {
    opening: '스튜디오를 여는 중 …',
    building: '스튜디오를 준비하고 있습니다. 서버를 시작한 뒤 처음 한 번, 몇 초가 걸립니다.',
    failed: '스튜디오를 준비하지 못했습니다. 서버 로그에 이유가 있습니다. 다시 시도하려면 페이지를 새로 고치세요.',
    script: '스튜디오에는 JavaScript가 필요합니다.',
  },
} as const

type Language = keyof typeof words

/** Until the Studio runs nobody knows which language somebody has chosen in it: the browser's is taken. */
export const languageOf = (accepted: string | undefined): Language => (/^\s*ko\b/i.test(accepted ?? '') ? 'ko' : 'en')

/** Shown after a moment, so that it does not flash by where all goes fast. */
const style = `:root{color-scheme:light dark}body{margin:0;font:14px/1.45 system-ui,sans-serif}
.opening{max-width:480px;margin:25vh auto 0;padding:0 16px;text-align:center}
.opening p{animation:opening-in 0s .3s both}@keyframes opening-in{from{visibility:hidden}}
.opening div{height:6px;border-radius:3px;background:light-dark(#e9ebef,#282c34);overflow:hidden}
.opening i{display:block;height:100%;width:0;background:light-dark(#3a4fd6,#9aa8ff)}`

const head = (language: Language, more: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Parley Studio</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${more}<style>${style}</style>
</head>
<body>
<noscript>${words[language].script}</noscript>
`

/** The style comes before the scripts: what they put on the page is never seen without it. */
const parts = ({ entry, first, style: sheet, partsAt }: StudioBuild, path: string): string =>
  `<link rel="stylesheet" href="${sheet}">
${[...first, ...partsAt(path)].map((part) => `<link rel="modulepreload" href="${part}">`).join('\n')}
<script type="module" src="${entry}"></script>
`

const end = '</body>\n</html>\n'

/** @param path below `/studio` */
export const pageOf = (build: StudioBuild, path: string, language: Language): string =>
  `${head(language, parts(build, path))}<div id="studio"><div class="opening"><p>${words[language].opening}</p></div></div>\n${end}`

/**
 * The page while the Studio is being built: begun at once with what is going on, told how far it is, and completed when the files are
 * there. Nothing is loaded anew.
 *
 * @param onFailed told why there is no Studio; the page says only that there is none
 */
export async function* growingPage(
  files: StudioFiles,
  path: string,
  language: Language,
  onFailed: (error: unknown) => void,
): AsyncGenerator<string, void, undefined> {
  const { building, failed } = words[language]
  yield `${head(language, '')}<div id="studio"><div class="opening" role="status"><p>${building}</p><div><i></i></div></div></div>\n`
  let wake = Promise.withResolvers<void>()
  let done = 0
  const unwatch = files.onProgress((now) => {
    done = now
    wake.resolve()
  })
  let built: StudioBuild | 'failed' | undefined
  void files
    .build()
    .catch((error: unknown) => {
      onFailed(error)
      return 'failed' as const
    })
    .then((result) => {
      built = result
      wake.resolve()
    })
  try {
    for (let told = 0; built === undefined; ) {
      await wake.promise
      wake = Promise.withResolvers<void>()
      // A page that grows by a line for each percent would be long.
      if (done - told < 0.05) continue
      told = done
      yield `<style>.opening i{width:${Math.round(done * 100)}%}</style>\n`
    }
  } finally {
    unwatch()
  }
  yield built === 'failed' ? `<p role="alert" class="opening">${failed}</p>\n${end}` : `${parts(built, path)}${end}`
}
