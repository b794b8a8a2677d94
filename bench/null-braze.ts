import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Takes every track request and does nothing with it: what is measured is the client. */
const server = createServer((request, response) => {
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
  })
  request.on('end', () => {
    response.statusCode = size > 0 ? 201 : 400
    response.setHeader('content-type', 'application/json')
    response.end('{"message":"success","attributes_processed":75}')
  })
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
