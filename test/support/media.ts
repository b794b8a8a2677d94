import type { BrowserContext } from 'playwright-core'

const picture = (colour: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="${colour}"/><circle cx="210" cy="250" r="90" fill="none" stroke="#fff" stroke-width="18"/><circle cx="430" cy="250" r="90" fill="none" stroke="#fff" stroke-width="18"/></svg>`

const saddle = `<!doctype html><html lang="en"><title>Saddles</title><body style="font: 1rem sans-serif">
<p>Which saddle?</p><button onclick="parent.postMessage({ parley: { saddle: 'leather', price: 45 } }, '*')">Leather</button></body></html>`

/** Serves what the solution `every-message` shows of others, so that no test reaches out of this machine. */
export async function serveMedia(context: BrowserContext): Promise<void> {
  await context.route('https://media.example.com/**', (route) => {
    const path = new URL(route.request().url()).pathname
    const colours: { readonly [path: string]: string } = {
      '/red.svg': '#b3261e',
      '/green.svg': '#1b6e3c',
      '/blue.svg': '#1d4e89',
    }
    if (path.endsWith('.svg'))
      return route.fulfill({ contentType: 'image/svg+xml', body: picture(colours[path] ?? '#5b6470') })
    if (path === '/saddle.html') return route.fulfill({ contentType: 'text/html', body: saddle })
    if (path === '/hours.html')
      return route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><html lang="en"><title>Hours</title><p>Mon to Sat, 9 to 6',
      })
    return route.fulfill({ status: 404, body: '' })
  })
}
