import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A Braze that takes everything and notes when each request came; any message asks it for what it noted. */
const arrivals: number[] = []
const server = createServer((request, response) => {
  arrivals.push(performance.now())
  request.resume()
  request.on('end', () => {
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"message":"success"}')
  })
})
process.on('message', () => process.send?.({ arrivals: arrivals.splice(0) }))
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
