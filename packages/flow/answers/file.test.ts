import { describe, expect, it } from 'vitest'
import { asked } from '../fixtures/question.ts'
import type { Upload } from '../message.ts'

const photo: Upload = { id: 'file_1', name: 'photo.png', type: 'image/png', size: 2_000_000 }
const sent = (upload: Upload) => ({ kind: 'file', file: upload.id, uploads: [upload] }) as const

describe('a file answer', () => {
  it('[FA19] is a file that the conversation has; what it is the server says', () => {
    const bot = asked({ type: 'file' }, 'file').sends(sent(photo))
    expect(bot.variable('given')).toEqual(photo)
    expect(bot.heard[0]?.content).toEqual({ kind: 'file', text: 'photo.png', file: photo })
    expect(bot.said[0]).toMatchObject({ input: { type: 'file', max_bytes: 10_000_000 } })
  })

  it('[FA19] is no file that the conversation does not have, and no words', () => {
    asked({ type: 'file' }, 'file')
      .sends({ kind: 'file', file: 'file_2', uploads: [photo] })
      .hears('Well?')
      .hears('Please send a file.')
      .sends({ kind: 'file', file: 'file_1' })
      .hears('Please send a file.')
      .says('file_1')
      .hears('Please send a file.')
  })

  it('[FA19] is of an accepted type and not too large', () => {
    const picture = { type: 'file', accept: ['image/*', 'application/pdf'], max_bytes: 2_500_000 }
    const bot = asked(picture, 'file').hears('Well?')
    bot.sends(sent({ ...photo, type: 'text/plain' })).hears(/^A file of this kind/)
    bot.sends(sent({ ...photo, type: 'imageish/png' })).hears(/^A file of this kind/)
    bot.sends(sent({ ...photo, size: 2_500_001 })).hears('That file is too large. Please send one of at most 2.5 MB.')
    bot.sends(sent({ ...photo, type: 'application/pdf' })).hears('Bye.')
  })

  it('[FA19] calls going on without a file as the flow does', () => {
    const answer = { type: 'file', cancel: 'Skip{{ nothing }}' }
    const ask = () => asked(answer, 'file', { to: { next: 'bye', cancel: 'sorry' } }, { nothing: '' })
    expect(ask().said[0]).toMatchObject({ input: { type: 'file', cancel: 'Skip' } })
    for (const typed of ['skip!', 'Cancel', 'no file']) ask().says(typed).hears('Well?').hears('Sorry.')
  })

  it('[FA19] may be left out where "cancel" leads somewhere', () => {
    const to = { next: 'bye', cancel: 'sorry' }
    const bot = asked({ type: 'file' }, 'file', { to })
    expect(bot.said[0]).toMatchObject({ input: { type: 'file', cancel: 'Cancel' } })
    expect(bot.says('no file').hears('Well?').hears('Sorry.').variable('given')).toBeNull()
    asked({ type: 'file' }, 'file', { to }).picks('cancel').hears('Well?').hears('Sorry.')
    asked({ type: 'file' }, 'file').picks('cancel').hears('Well?').hears('Please send a file.')
  })
})
