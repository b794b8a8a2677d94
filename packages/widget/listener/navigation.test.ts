import { expect, test } from 'vitest'
import { watchNavigation } from './navigation.ts'

/** A window as older browsers have it: no Navigation API. */
function oldWindow() {
  const went: unknown[] = []
  const history = {
    pushState: (...given: unknown[]) => void went.push(given),
    replaceState: (...given: unknown[]) => void went.push(given),
  }
  return { window: Object.assign(new EventTarget(), { history }), history, went }
}

test('without the Navigation API the history is heard, does what it did, and is as it was afterwards', () => {
  const { window, history, went } = oldWindow()
  const { pushState, replaceState } = history
  let heard = 0
  const stop = watchNavigation(window as unknown as Window, () => {
    heard += 1
  })
  history.pushState({ a: 1 }, '', '/cart')
  history.replaceState(null, '', '/cart/2')
  window.dispatchEvent(new Event('popstate'))
  window.dispatchEvent(new Event('hashchange'))
  expect([heard, went]).toEqual([
    4,
    [
      [{ a: 1 }, '', '/cart'],
      [null, '', '/cart/2'],
    ],
  ])
  stop()
  window.dispatchEvent(new Event('popstate'))
  expect([heard, history.pushState, history.replaceState]).toEqual([4, pushState, replaceState])
})

test('who has wrapped it since keeps a way that works', () => {
  const { window, history, went } = oldWindow()
  let heard = 0
  const stop = watchNavigation(window as unknown as Window, () => {
    heard += 1
  })
  const ours = history.pushState
  const theirs = (...given: unknown[]) => ours(...given)
  history.pushState = theirs
  stop()
  history.pushState(1, '', '/a')
  expect([heard, went.length, history.pushState]).toEqual([0, 1, theirs])
})

test('with the Navigation API the history is left alone', () => {
  const { window, history } = oldWindow()
  const { pushState } = history
  const navigation = new EventTarget()
  let heard = 0
  const stop = watchNavigation(Object.assign(window, { navigation }) as unknown as Window, () => {
    heard += 1
  })
  navigation.dispatchEvent(new Event('currententrychange'))
  stop()
  navigation.dispatchEvent(new Event('currententrychange'))
  expect([heard, history.pushState]).toEqual([1, pushState])
})
