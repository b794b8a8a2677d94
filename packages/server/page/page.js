// The demo page: puts conversation, transcript and composer together. `?solution=` and `?external_id=` override the defaults,
// `?language=` asks for a language, `?preview=` is the token of a draft.
import { createComposer } from './composer.js'
import { createConversation } from './conversation.js'
import { createTranscript } from './transcript.js'

const at = (id) => document.getElementById(id)
const query = new URLSearchParams(location.search)
const config = await fetch('/assets/config.json').then(
  (response) => response.json(),
  () => ({ links: [], solution: null }),
)

const connectionTexts = { connecting: 'Connecting…', open: 'Online', lost: 'Connection lost. Trying again…' }
const overTexts = {
  ended: 'This conversation has ended.',
  abandoned: 'This conversation was closed, since it had been quiet for a while.',
}

/** What was sent and has not arrived, by id, so that it can be sent again as it was. */
const unsent = new Map()
let conversation = null
/** The newest message the composer was fitted to: an older one that comes late must not undo it. */
let fitted = 0

const composer = createComposer(
  { form: at('form'), input: at('answer'), controls: at('controls'), hint: at('hint') },
  { onSay: say, onProblem: showAlert, onUpload: (file, onProgress) => conversation.upload(file, onProgress) },
)
const transcript = createTranscript(at('transcript'), {
  onRetry: (id) => void deliver(id),
  onPick: (choice, title) => composer.pick({ ...choice, label: `${title} – ${choice.label}` }),
  onValues: (values) => composer.say({ form: values }, 'Done'),
})

/** Not `randomUUID`: browsers keep that from pages served without TLS under another name than localhost. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

function say(said, shown) {
  const id = newId()
  unsent.set(id, said)
  transcript.addSending(shown, id)
  void deliver(id)
}

async function deliver(id) {
  const target = conversation
  transcript.setState(id, 'sending')
  try {
    await target.send(unsent.get(id), id)
    unsent.delete(id)
    transcript.setState(id, 'sent')
    showAlert('')
  } catch (error) {
    if (target !== conversation) return
    transcript.setState(id, 'failed')
    showAlert(
      error.status === undefined
        ? 'Your answer could not be sent. Check your connection, then try again.'
        : error.message,
    )
  }
}

function showAlert(text) {
  at('alert').textContent = text
  at('alert').hidden = text === ''
}

function showConnection(state) {
  // An outage that is over before anybody noticed needs no announcement.
  if (at('connection-dot').dataset.state === state) return
  at('connection-dot').dataset.state = state
  at('connection').textContent = connectionTexts[state]
}

function showStatus(status) {
  const over = status in overTexts
  const hadFocus = at('form').contains(document.activeElement)
  at('form').hidden = over
  at('hint').hidden = over
  at('controls').hidden = over || at('controls').childElementCount === 0
  at('over').hidden = !over
  showTyping(status === 'working')
  if (!over) return
  at('over-text').textContent = overTexts[status]
  if (hadFocus) at('again').focus()
}

/** The persistent menu: what may be picked at any time. */
function showMenu(items) {
  at('menu-toggle').hidden = items.length === 0
  if (items.length === 0) at('menu').hidePopover()
  at('menu').replaceChildren(
    ...items.map(({ id, label }) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label
      button.addEventListener('click', () => {
        at('menu').hidePopover()
        say({ choice: id }, label)
      })
      const entry = document.createElement('li')
      entry.append(button)
      return entry
    }),
  )
}

function showTyping(on) {
  at('typing').hidden = !on
}

function startBody() {
  const externalId = query.get('external_id')
  const preview = query.get('preview')
  const language = query.get('language')
  return {
    solution: query.get('solution') ?? config.solution ?? 'braze-signup',
    ...(externalId && { contact: { external_id: externalId } }),
    ...(preview && { preview }),
    ...(language && { language }),
    page: Object.fromEntries(
      Object.entries({
        url: location.href,
        referrer: document.referrer,
        title: document.title,
        language: navigator.language,
      }).filter(([, value]) => value),
    ),
  }
}

async function begin() {
  unsent.clear()
  fitted = 0
  transcript.clear()
  composer.reset()
  showAlert('')
  showStatus('waiting')
  showMenu([])
  // A resumed conversation is not read out from its beginning.
  at('transcript').ariaBusy = 'true'
  const mine = createConversation({
    base: location.origin,
    storage: sessionStorage,
    start: startBody(),
    onMessage(message) {
      transcript.add(message)
      if (message.seq < fitted) return
      fitted = message.seq
      composer.fit(message.from === 'user' ? {} : message)
    },
    onStatus: showStatus,
    onTyping: showTyping,
    onMenu: showMenu,
    onConnection: showConnection,
    onGone: (error) => fail(error),
  })
  conversation = mine
  try {
    await mine.open()
    composer.focusSoftly()
  } catch (error) {
    if (mine === conversation) fail(error)
  } finally {
    at('transcript').ariaBusy = 'false'
  }
}

function fail(error) {
  conversation?.close()
  showStatus('ended')
  showConnection('lost')
  at('over-text').textContent = error.status === undefined ? 'The server cannot be reached.' : error.message
}

function restart() {
  conversation?.forget()
  void begin()
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
at('restart').addEventListener('click', restart)
if (query.has('preview')) at('chat-title').textContent = 'Preview of a draft'
at('again').addEventListener('click', restart)
addEventListener('online', () => conversation?.wake())
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') conversation?.wake()
})
void begin()
