// What the shop's own pages do: basket, sign-in, consent, and the few calls that bring the chat along.
const { body } = document
const parleyServer = document.querySelector('script[data-chat]')?.src ?? ''

window.dataLayer = window.dataLayer ?? []
window.Parley =
  window.Parley ??
  function queue(...call) {
    window.Parley.q = window.Parley.q ?? []
    window.Parley.q.push(call)
  }

const kept = {
  get: (name) => JSON.parse(localStorage.getItem(`shop:${name}`) ?? 'null'),
  set: (name, value) => localStorage.setItem(`shop:${name}`, JSON.stringify(value)),
}

const basket = () => kept.get('basket') ?? []
const total = () => basket().reduce((sum, { price }) => sum + price, 0)
const money = (amount) => `${amount.toFixed(2)} EUR`

function make(name, text, className) {
  const element = document.createElement(name)
  element.textContent = text
  if (className) element.className = className
  return element
}

function showBasket() {
  for (const count of document.querySelectorAll('[data-count]')) count.textContent = String(basket().length)
  const list = document.querySelector('#lines')
  if (list === null) return
  list.replaceChildren(
    ...basket().map(({ name, size, price }) => {
      const line = make('li', `${name}${size ? `, ${size}` : ''}`)
      line.append(make('span', money(price)))
      return line
    }),
  )
  if (basket().length === 0) list.append(make('li', 'Nothing yet.'))
  document.querySelector('#total').textContent = money(total())
}

function tellPage() {
  const { category } = body.dataset
  if (category) window.dataLayer.push({ event: 'view_item', category })
  if (body.dataset.page === 'basket' && basket().length > 0) window.dataLayer.push({ cart_total: total() })
}

function wireProduct() {
  let size = ''
  const sizes = document.querySelectorAll('[data-size]')
  for (const button of sizes)
    button.addEventListener('click', () => {
      size = button.dataset.size
      for (const each of sizes) each.setAttribute('aria-pressed', String(each === button))
    })
  const add = document.querySelector('#add')
  add?.addEventListener('click', () => {
    const { name, price } = add.dataset
    kept.set('basket', [...basket(), { name, size, price: Number(price) }])
    window.dataLayer.push({ event: 'add_to_cart', item: name, price: Number(price), cart_total: total() })
    document.querySelector('#added').textContent = `${name} is in your basket.`
    showBasket()
  })
}

function wireConsent() {
  const banner = document.querySelector('#consent')
  banner.hidden = kept.get('consent') !== null
  for (const button of banner.querySelectorAll('[data-consent]'))
    button.addEventListener('click', () => {
      kept.set('consent', button.dataset.consent)
      window.Parley('consent', button.dataset.consent)
      banner.hidden = true
    })
  document.querySelector('#privacy').addEventListener('click', () => {
    banner.hidden = false
    banner.querySelector('button').focus()
  })
}

async function session(customer) {
  const options = customer === undefined ? {} : { method: 'POST', headers: { 'x-shop': 'page' } }
  const query = customer ? `?customer=${encodeURIComponent(customer)}` : ''
  return (await (await fetch(`/session${query}`, options)).json()).customer
}

function boot(customer) {
  window.Parley('boot', {
    solution: 'shop',
    environment: 'sandbox',
    consent: kept.get('consent') ?? 'essential',
    ...(customer === null ? {} : { identity: customer.identity }),
  })
}

function showCustomer(customer) {
  document.querySelector('#who').textContent = customer === null ? '' : `Signed in as ${customer.name}`
  document.querySelector('#sign-in').hidden = customer !== null
  document.querySelector('#sign-out').hidden = customer === null
}

function wireSignIn() {
  document.querySelector('#sign-in').addEventListener('submit', async (event) => {
    event.preventDefault()
    const customer = await session(new FormData(event.target).get('customer'))
    showCustomer(customer)
    window.Parley('identify', customer.identity)
  })
  document.querySelector('#sign-out').addEventListener('click', async () => {
    showCustomer(await session(''))
    // The next person at this screen is somebody else: the chat forgets who was here.
    window.Parley('shutdown')
    boot(null)
  })
}

showBasket()
wireProduct()
wireConsent()
wireSignIn()
tellPage()
const customer = await session()
showCustomer(customer)
if (parleyServer !== '') boot(customer)
