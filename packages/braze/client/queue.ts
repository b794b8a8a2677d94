/**
 * What is still to be sent, and what a request is made of.
 *
 * Q1 A request never exceeds the objects, the bytes, or the `mates` of any parcel in it.
 * Q2 A parcel is taken when the lanes leave it free; or behind the parcels it waits for when they are all in the same request
 *    and its arrays do not start before theirs.
 * Q3 A parcel keeps its place in its lanes until it is removed; removed before its turn, it goes when its turn comes.
 */
import { createLanes, type LaneItem } from './lane.ts'
import { createLine } from './line.ts'
import type { Cargo, PackLimits } from './parcel.ts'

/** A cargo on its way. The members that change are the queue's. */
export interface Parcel extends LaneItem {
  readonly cargo: Cargo
  state: 'blocked' | 'resting' | 'ready' | 'sent' | 'gone'
  /** How often it was sent. */
  attempt: number
  /** The most parcels, itself included, that may share its next request. */
  mates: number
  notBefore: number
  readySince: number
}

/** The places in `trackArrays` of the first and the last array that a cargo fills. */
function ranks({ json: [attributes, events, purchases] }: Cargo): { readonly first: number; readonly last: number } {
  const first = attributes.length > 0 ? 0 : events.length > 0 ? 1 : 2
  const last = purchases.length > 0 ? 2 : events.length > 0 ? 1 : 0
  return { first, last }
}

export class ParcelQueue<Item extends Parcel> {
  readonly #limits: PackLimits
  readonly #lanes = createLanes<Item>()
  readonly #fresh = createLine<Item>()
  /** Sent before, to be sent again: goes before what is fresh. */
  readonly #again = createLine<Item>()
  #resting: Item[] = []
  #objects = 0

  constructor(limits: PackLimits) {
    this.#limits = limits
  }

  /** Objects that could go now. */
  get objects(): number {
    return this.#objects
  }

  add(item: Item, now: number): void {
    if (this.#lanes.join(item)) this.#free(item, now)
  }

  /** Takes back what was sent, to go again at the head of the line, not before the given time. */
  putBack(item: Item, notBefore: number, now: number): void {
    item.state = 'blocked'
    item.notBefore = notBefore
    if (item.blockers === 0) this.#free(item, now)
  }

  /** It ended, or is no longer wanted. */
  remove(item: Item, now: number): void {
    if (item.state === 'ready') this.#objects -= item.cargo.objects
    item.state = 'gone'
    if (item.blockers > 0) return // Q3
    const leaving = [item]
    for (let next = leaving.pop(); next; next = leaving.pop()) {
      for (const freed of this.#lanes.leave(next)) {
        if (freed.state === 'gone') leaving.push(freed)
        else if (freed.state === 'blocked') this.#free(freed, now)
      }
    }
  }

  /** Since when the first in line could go; `undefined` when nothing can. */
  oldest(now: number): number | undefined {
    this.#wake(now)
    return this.#first()?.readySince
  }

  /** When the next resting parcel may go. */
  nextWake(): number {
    return this.#resting.reduce((earliest, item) => Math.min(earliest, item.notBefore), Number.POSITIVE_INFINITY)
  }

  /** Takes out what makes the next request: at least one parcel, if any is ready. */
  take(now: number): Item[] {
    const request: Item[] = []
    let { objects, bytes } = this.#limits
    let mates = Number.POSITIVE_INFINITY
    const fits = (item: Item): boolean =>
      item.cargo.objects <= objects && item.cargo.bytes <= bytes && request.length < Math.min(mates, item.mates) // Q1
    const add = (item: Item): void => {
      if (item.state === 'ready') this.#objects -= item.cargo.objects
      item.state = 'sent'
      item.attempt += 1
      objects -= item.cargo.objects
      bytes -= item.cargo.bytes
      mates = Math.min(mates, item.mates)
      request.push(item)
    }
    const met = new Map<LaneItem, number>()
    for (let item = this.#first(); item && fits(item); item = this.#first()) {
      this.#shift(item)
      const from = request.length
      add(item)
      for (let at = from; at < request.length; at += 1) {
        const leader = request[at]
        if (leader) for (const follower of this.#companions(leader, met, now)) if (fits(follower)) add(follower)
      }
    }
    return request
  }

  /** Followers whose every blocker is met in the request by now. */
  #companions(leader: Item, met: Map<LaneItem, number>, now: number): readonly Item[] {
    const companions: Item[] = []
    const { last } = ranks(leader.cargo)
    for (const follower of leader.followers as Item[]) {
      if (follower.state !== 'blocked' || ranks(follower.cargo).first < last) continue
      const count = (met.get(follower) ?? 0) + 1
      met.set(follower, count)
      if (count === follower.blockers && follower.notBefore <= now) companions.push(follower) // Q2
    }
    return companions
  }

  #free(item: Item, now: number): void {
    if (item.notBefore > now) {
      item.state = 'resting'
      this.#resting.push(item)
      return
    }
    item.state = 'ready'
    item.readySince = now
    this.#objects += item.cargo.objects
    if (item.attempt > 0) this.#again.push(item)
    else this.#fresh.push(item)
  }

  #wake(now: number): void {
    if (this.#resting.length === 0) return
    const resting = this.#resting
    this.#resting = []
    for (const item of resting) if (item.state === 'resting') this.#free(item, now)
  }

  #first(): Item | undefined {
    for (const line of [this.#again, this.#fresh]) {
      for (let item = line.first(); item; item = line.first()) {
        if (item.state === 'ready') return item
        line.shift()
      }
    }
    return undefined
  }

  #shift(item: Item): void {
    const line = this.#again.first() === item ? this.#again : this.#fresh
    line.shift()
  }
}
