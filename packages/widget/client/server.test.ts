import { expect, test } from 'vitest'
import type { Message } from '../protocol.ts'
import { createServer } from './server.ts'

const nothing = { fetch: () => Promise.reject(new Error('not asked')), upload: () => Promise.reject(new Error('no')) }

test.each([
  ['/v1/conversations/conv_1/files/f1?key=k', 'https://chat.example.com/v1/conversations/conv_1/files/f1?key=k'],
  ['https://pictures.example.com/a.png', 'https://pictures.example.com/a.png'],
])('a file at %s is shown from %s, whatever page the chat is on', (url, whole) => {
  const server = createServer('https://chat.example.com/', nothing)
  const message = { id: 'msg_1_1', seq: 1, from: 'user', kind: 'upload', file: { url }, at: '' } as unknown as Message
  expect(server.located(message).file?.url).toBe(whole)
})
