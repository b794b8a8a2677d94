/** Agents of Dialogflow, as it exports them. */
import { strToU8, zipSync } from 'fflate'

export const zipOf = (files: { readonly [path: string]: unknown }) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, value]) => [path, strToU8(JSON.stringify(value))])))

/** Words and members as an exported agent of Dialogflow ES has them. */
export const agentEs = {
  'agent.json': { language: 'en', supportedLanguages: ['de'], mlMinConfidence: 0.3, customClassifierMode: 'use.after' },
  'package.json': { version: '1.0.0' },
  'intents/Order Pizza.json': {
    id: '1',
    name: 'Order Pizza',
    contexts: [],
    responses: [
      {
        parameters: [{ name: 'size', dataType: '@size', value: '$size', required: true }],
        messages: [
          { type: '0', lang: 'en', speech: ['Coming up.', 'At once.'] },
          { type: '0', lang: 'de', speech: 'Kommt sofort.' },
          { type: '4', lang: 'en', payload: {} },
        ],
      },
    ],
    webhookUsed: true,
    fallbackIntent: false,
    events: [],
  },
  'intents/Order Pizza_usersays_en.json': [
    {
      data: [
        { text: 'I want a ', userDefined: false },
        { text: 'large', alias: 'size', meta: '@size', userDefined: true },
        { text: ' pizza for ' },
        { text: 'tomorrow', alias: 'date', meta: '@sys.date' },
      ],
      isTemplate: false,
      count: 0,
    },
    {
      data: [
        { text: 'from ' },
        { text: 'Paris', alias: 'from-city', meta: '@sys.geo-city' },
        { text: ' for ' },
        { text: 'blue', alias: 'color', meta: '@sys.color' },
      ],
    },
    { data: [{ text: 'send @size pizza' }], isTemplate: true },
  ],
  'intents/Order Pizza_usersays_de.json': [
    { data: [{ text: 'Ich will eine Pizza' }] },
    { data: [{ text: 'Pizza bitte' }] },
  ],
  'intents/Default Fallback Intent.json': { name: 'Default Fallback Intent', fallbackIntent: true, responses: [] },
  'entities/size.json': { id: '2', name: 'size', isOverridable: true, isEnum: false, isRegexp: false },
  'entities/size_entries_en.json': [
    { value: 'large', synonyms: ['large', 'big'] },
    { value: 'small', synonyms: ['small'] },
  ],
  'entities/size_entries_de.json': [{ value: 'large', synonyms: ['groß'] }],
  'entities/order.json': { name: 'order', isRegexp: true },
  'entities/order_entries_en.json': [
    { value: 'A-[0-9]+', synonyms: ['A-[0-9]+'] },
    { value: '(?=x)', synonyms: [] },
  ],
}

export const agentCx = {
  'agent.json': { displayName: 'Shop', defaultLanguageCode: 'en', supportedLanguageCodes: ['ko'] },
  'intents/order.status/order.status.json': {
    name: 'b1',
    displayName: 'order.status',
    priority: 500000,
    numTrainingPhrases: 2,
    parameters: [
      { id: 'order', entityType: 'projects/-/locations/-/agents/-/entityTypes/order' },
      { id: 'when', entityType: 'projects/-/locations/-/agents/-/entityTypes/sys.date' },
    ],
    description: 'Where it is',
  },
  'intents/order.status/trainingPhrases/en.json': {
    trainingPhrases: [
      {
        id: 'x',
        parts: [
          { text: 'where is ', auto: false },
          { text: 'A-17', parameterId: 'order', auto: false },
          { text: ' of ', auto: false },
          { text: 'monday', parameterId: 'when', auto: true },
        ],
        repeatCount: 1,
        languageCode: 'en',
      },
      { parts: [{ text: 'order status' }], repeatCount: 1, languageCode: 'en' },
    ],
  },
  'intents/order.status/trainingPhrases/ko.json': {
    trainingPhrases: [{ parts: [{ text: '주문 어디쯤이에요' }] }, { parts: [{ text: '주문 상태' }] }],
  },
  'intents/Default Negative Intent/Default Negative Intent.json': {
    displayName: 'Default Negative Intent',
    isFallback: true,
  },
  'entityTypes/order/order.json': { name: 'e', displayName: 'order', kind: 'KIND_REGEXP' },
  'entityTypes/order/entities/en.json': {
    entities: [{ value: 'A-[0-9]+', synonyms: ['A-[0-9]+'], languageCode: 'en' }],
  },
  'flows/Default Start Flow/Default Start Flow.json': { transitionRoutes: [] },
}
