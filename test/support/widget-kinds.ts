import type { Message } from '../../packages/widget/protocol.ts'

const choices = [
  { id: 'red', label: 'Red', description: 'As a fire engine', image: 'https://media.example.com/red.svg' },
  { id: 'green', label: 'Green', description: 'As the woods', image: 'https://media.example.com/green.svg' },
  { id: 'blue', label: 'Blue', image: 'https://media.example.com/blue.svg' },
  { id: 'all', label: 'See them all', url: 'https://example.com/colours' },
] as const

const many = ['Amsterdam', 'Berlin', 'Cairo', 'Dublin', 'Edinburgh', 'Florence', 'Geneva'].map((label) => ({
  id: label.toLowerCase(),
  label,
}))

const cards = ['City bike', 'Road bike', 'Cargo bike'].map((title, index) => ({
  title,
  text: 'Eight gears, lights, and a basket for the shopping.',
  image: `https://media.example.com/${['red', 'green', 'blue'][index]}.svg`,
  choices: [
    { id: `take-${index}`, label: 'This one' },
    { label: 'Read more', url: 'https://example.com/bikes' },
  ],
}))

const question = { type: 'choice' } as const

/** Messages of the bot that ask nothing, one of each kind. */
export const shownKinds: readonly Partial<Message>[] = [
  {
    text: 'Welcome to **Wheels**! We have *everything* you need:\n- bikes\n- [a workshop](https://example.com/workshop)\n\nWrite to [us](mailto:us@example.com).',
  },
  { kind: 'image', text: 'This is us.', image: { url: 'https://media.example.com/shop.svg', alt: 'A shop window' } },
  { kind: 'video', text: '', video: { url: 'https://media.example.com/tour.mp4', title: 'A tour of the workshop' } },
  { kind: 'file', text: '', file: { url: 'https://media.example.com/prices.pdf', name: 'prices.pdf', size: 184_320 } },
  { kind: 'link', text: 'Or come by.', link: { label: 'Opening hours', url: 'https://example.com/hours' } },
  {
    kind: 'location',
    text: '',
    location: { latitude: 51.752, longitude: -1.2577, name: 'Wheels', address: '12 High Street, Oxford' },
  },
  {
    kind: 'web-view',
    text: '',
    web_view: { url: 'https://media.example.com/hours.html', label: 'Hours', inline: true, height: 80 },
  },
  {
    kind: 'choices',
    text: 'More of us:',
    choices: [{ id: 'blog', label: 'Our blog', url: 'https://example.com/blog' }],
  },
]

/** What people send, one of each kind. */
export const ownKinds: readonly Partial<Message>[] = [
  { kind: 'text', text: '**Ada** <b>& co</b>' },
  { kind: 'choice', text: 'Blue', choice: 'blue' },
  { kind: 'picks', text: 'Lights, Pump', picks: ['lights', 'pump'] },
  { kind: 'form-answer', text: 'Name: Ada\nCity: Oxford', form: { name: 'Ada' } },
  {
    kind: 'file',
    text: '',
    file: {
      id: 'file_1',
      url: 'https://media.example.com/red.svg',
      name: 'old bike.png',
      type: 'image/png',
      size: 5120,
    },
  },
  { kind: 'location', text: '', location: { latitude: 51.75, longitude: -1.25 } },
]

/** Questions, by a name: one of each way to answer. */
export const questions: { readonly [name: string]: Partial<Message> } = {
  text: { text: 'What is your name?', input: { type: 'text' } },
  email: { text: 'Your e-mail address?', input: { type: 'email' } },
  phone: { text: 'Your phone number?', input: { type: 'phone' } },
  number: { text: 'How many?', input: { type: 'number', min: 1, max: 9, integer: true } },
  buttons: { kind: 'choices', text: 'Which colour?', choices, input: question },
  'quick-replies': { kind: 'choices', text: 'Which colour?', choices, style: 'quick-replies', input: question },
  list: { kind: 'choices', text: 'Which colour?', choices, style: 'list', input: question },
  search: { kind: 'choices', text: 'Which city?', choices: many, style: 'list', search: true, input: question },
  tiles: { kind: 'choices', text: 'Which colour?', choices, style: 'tiles', input: question },
  several: {
    kind: 'choices',
    text: 'Which of these?',
    choices,
    multiple: { min: 1, max: 2 },
    input: { type: 'choices', min: 1, max: 2 },
  },
  carousel: { kind: 'carousel', text: 'Which bike?', cards, choices: [], input: question },
  date: { text: 'Which day?', input: { type: 'date', min: '2026-01-01' } },
  time: { text: 'What time?', input: { type: 'time', min: '09:00', max: '18:00', step: 30 } },
  'date-time': { text: 'When?', input: { type: 'date-time' } },
  rating: { text: 'How was it?', input: { type: 'rating', max: 5, icon: 'star' } },
  numbers: { text: 'How likely?', input: { type: 'rating', max: 10, icon: 'number' } },
  smileys: { text: 'How do you feel?', input: { type: 'rating', max: 5, icon: 'smiley' } },
  slider: { text: 'How much?', input: { type: 'slider', min: 0, max: 500, step: 50, unit: '£' } },
  file: { text: 'A photo?', input: { type: 'file', accept: ['image/*'], max_bytes: 5_000_000, cancel: 'No photo' } },
  location: { text: 'Where are you?', input: { type: 'location', address: true } },
  'web-view': {
    kind: 'web-view',
    text: 'Pick a saddle.',
    web_view: { url: 'https://media.example.com/saddle.html', label: 'Saddles', inline: true, height: 120 },
    input: { type: 'web-view' },
  },
  form: {
    kind: 'form',
    text: 'A few details',
    submit: 'Send details',
    values: { name: 'Ada Lovelace', country: 'ie', post: ['letter'] },
    errors: { mail: 'That is no e-mail address.', post: 'Pick one at most.' },
    input: { type: 'form' },
    fields: [
      { name: 'name', label: 'Name', required: true, input: { type: 'text' } },
      { name: 'mail', label: 'E-mail', required: true, input: { type: 'email' } },
      { name: 'phone', label: 'Phone', required: false, input: { type: 'phone' } },
      { name: 'born', label: 'Date of birth', required: false, input: { type: 'date' } },
      { name: 'at', label: 'Best time to call', required: false, input: { type: 'time' } },
      { name: 'count', label: 'How many', required: false, input: { type: 'number', min: 1 } },
      {
        name: 'budget',
        label: 'Budget',
        required: false,
        input: { type: 'slider', min: 0, max: 10, step: 1, unit: '£' },
      },
      { name: 'place', label: 'Place', required: false, input: { type: 'location', address: true } },
      { name: 'proof', label: 'A receipt', required: false, input: { type: 'file', max_bytes: 1000 } },
      {
        name: 'country',
        label: 'Country',
        required: true,
        input: { type: 'choice' },
        choices: [
          { id: 'gb', label: 'United Kingdom' },
          { id: 'ie', label: 'Ireland' },
        ],
      },
      {
        name: 'post',
        label: 'News',
        required: false,
        input: { type: 'choices', min: 0, max: 1 },
        choices: [
          { id: 'letter', label: 'by letter' },
          { id: 'mail', label: 'by e-mail' },
        ],
      },
    ],
  },
}
