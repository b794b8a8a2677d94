import { builtInEntities } from '@parley/flow'
import { expect, it } from 'vitest'
import { entityNames } from './entities.ts'

it('has words for every entity that needs no list and no examples', () => {
  expect([...entityNames].toSorted()).toEqual([...builtInEntities].toSorted())
})
