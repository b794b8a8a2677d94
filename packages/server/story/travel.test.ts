import { performStory } from '@parley/flow/story'
import { describe, expect, it } from 'vitest'
import { loadSolution } from '../solution/load.ts'
import { readStories } from './read.ts'

const folder = new URL('../../../examples/travel', import.meta.url).pathname

describe('the example that understands free words', () => {
  it('fills several questions, digresses, corrects and comes back, in English and Korean', {
    timeout: 60_000,
  }, async () => {
    const { program, problems } = await loadSolution(folder, { strictTexts: true })
    expect(problems).toEqual([])
    const { files, problems: broken } = await readStories(folder)
    expect(broken).toEqual([])
    const stories = files.flatMap((file) => file.stories.map(({ story }) => story))
    expect(stories.length).toBeGreaterThanOrEqual(8)
    for (const story of stories) {
      const played = program && performStory(program, story)
      expect(
        played?.deviation,
        `${story.story}\n${played?.lines.map(({ who, text }) => `${who}: ${text}`).join('\n')}`,
      ).toBeNull()
    }
  })
})
