// The demo page: the widget in page mode beside what it is. `?solution=`, `?environment=` and `?external_id=` override the defaults,
// `?language=` asks for a language, `?preview=` is the token of a draft, `?link=` that of a signed link.

const at = (id) => document.getElementById(id)
const query = new URLSearchParams(location.search)
const config = await fetch('/assets/config.json').then(
  (response) => response.json(),
  () => ({ links: [], solution: null }),
)

/** Without what is not asked for. */
const given = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value))

const externalId = query.get('external_id')
const language = query.get('language')
const preview = query.get('preview')
const link = query.get('link') ?? history.state?.link ?? null
if (link !== null) forgetLink()
window.Parley('boot', {
  solution: query.get('solution') ?? config.solution ?? 'braze-signup',
  environment: query.get('environment') ?? 'sandbox',
  mode: 'page',
  target: '#chat',
  ...given({
    contact: externalId && { external_id: externalId },
    language,
    preview,
    link,
    // A conversation in another language is another conversation.
    key: language,
    title: preview && 'Preview of a draft',
  }),
})

/** Whoever looks over a shoulder, or gets the address sent, gets no token with it. This tab keeps it for a reload. */
function forgetLink() {
  const without = new URL(location.href)
  without.searchParams.delete('link')
  history.replaceState({ link }, '', without)
}

for (const { label, href } of [...config.links].reverse()) {
  const link = document.createElement('a')
  link.href = href
  link.textContent = label
  const entry = document.createElement('li')
  entry.append(link)
  at('links').prepend(entry)
}

at('about-toggle').addEventListener('click', () => {
  const open = at('about').toggleAttribute('data-open')
  at('about-toggle').ariaExpanded = String(open)
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !at('about').hasAttribute('data-open')) return
  at('about').removeAttribute('data-open')
  at('about-toggle').ariaExpanded = 'false'
  at('about-toggle').focus()
})
