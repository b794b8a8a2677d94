import { describe, expect, it } from 'vitest'
import { driveAssets } from '../../assets/test-client.ts'
import { zipOf } from '../../assets/test-zip.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1').toString('base64')

const idOf = (url: string) => /images\/([^/]+)\//.exec(url)?.[1]

describe('the media library', () => {
  it('takes an image by its address without fetching it', async () => {
    const braze = await driveAssets()
    const asset_url = 'https://cdn.example.com/assets/cat.JPG?x=1'
    const { new_assets, errors } = await braze.expect(200, 'POST /media_library/create', { asset_url })
    expect(new_assets).toEqual([{ name: 'cat.JPG', size: 0, url: expect.stringContaining(braze.url), ext: 'jpg' }])
    expect(errors).toEqual([])
  })

  it('takes an image in Base64, by what it is', async () => {
    const braze = await driveAssets()
    for (const asset_file of [png, `data:image/png;base64,${png}`]) {
      const { new_assets } = await braze.expect(200, 'POST /media_library/create', { asset_file, name: 'Cat' })
      expect(new_assets).toMatchObject([{ name: 'Cat', size: 12, ext: 'png' }])
    }
  })

  it('takes the images of a ZIP and lists what is none', async () => {
    const braze = await driveAssets()
    const asset_file = zipOf({ 'a.png': 10, 'b.txt': 5, 'c.gif': 20 }).toString('base64')
    const named = await braze.expect(200, 'POST /media_library/create', { asset_file, name: 'My File' })
    expect(named).toMatchObject({
      new_assets: [
        { name: 'My File 1', size: 10, ext: 'png' },
        { name: 'My File 2', size: 20, ext: 'gif' },
      ],
      errors: [{ name: 'b.txt', size: 5, ext: 'txt', error: 'UNSUPPORTED_FILE_TYPE' }],
    })
    const { new_assets } = await braze.expect(200, 'POST /media_library/create', { asset_file })
    expect(new_assets[0].name).toBe('a.png')
  })

  it.each([
    ['UNSUPPORTED_FILE_TYPE', { asset_url: 'https://cdn.example.com/x.exe' }],
    ['UNSUPPORTED_FILE_TYPE', { asset_file: Buffer.from('%PDF-1.7').toString('base64') }],
    ['ASSET_UPLOAD_FAILED', { asset_url: 'ftp://x/y.png' }],
    ['ASSET_UPLOAD_FAILED', { asset_url: { href: 1 } }],
    ['ASSET_UPLOAD_FAILED', { asset_file: '***' }],
    ['ZIP_UPLOAD_ERROR', { asset_file: Buffer.from('PK\x03\x04 broken').toString('base64') }],
    ['ZIP_FILE_TOO_LARGE', { asset_file: zipOf({ 'a.png': 51 * 1024 * 1024 }).toString('base64') }],
    ['ZIPPED_ENTITY_HAS_NO_NAME', { asset_file: zipOf({ '': 1 }).toString('base64') }],
    ['ZIPPED_ENTITY_CANNOT_HAVE_NESTED_DIRECTORY', { asset_file: zipOf({ 'x/a.png': 1 }).toString('base64') }],
  ])('refuses with %s', async (error_code, body) => {
    const braze = await driveAssets()
    const heard = await braze.ask('POST /media_library/create', body)
    expect(heard).toMatchObject({ status: 400, body: { error_code, message: expect.any(String) } })
    expect(heard.body.meta).toBeTypeOf('object')
  })

  it('wants exactly one file', async () => {
    const braze = await driveAssets()
    const message = async (body: object) => (await braze.ask('POST /media_library/create', body)).body.message
    expect(await message({})).toBe('Either asset_url or asset_file must be provided.')
    expect(await message({ asset_url: 'https://h/a.png', asset_file: png })).toBe(
      'Both asset_url and asset_file cannot be provided. Please provide only one.',
    )
  })

  it('replaces a file by one of the same extension and keeps id and address', async () => {
    const braze = await driveAssets()
    const { new_assets } = await braze.expect(200, 'POST /media_library/create', { asset_url: 'https://h/a.png' })
    const asset_id = idOf(new_assets[0].url)
    const replaced = await braze.expect(200, 'PUT /media_library/replace_file', { asset_id, asset_file: png })
    expect(replaced.new_image_asset).toEqual({ ...new_assets[0], size: 12 })
    const jpg = await braze.ask('PUT /media_library/replace_file', { asset_id, asset_url: 'https://h/a.jpg' })
    expect(jpg).toMatchObject({ status: 400, body: { error_code: 'FILE_EXTENSION_MISMATCH' } })
    expect((await braze.ask('PUT /media_library/replace_file', { asset_id: 'no', asset_file: png })).status).toBe(404)
    expect((await braze.send('/__sandbox/media')).body.media).toHaveLength(1)
  })

  it('has a limit of 100 an hour', async () => {
    const braze = await driveAssets({ rateLimits: {} })
    const heard = await braze.ask('POST /media_library/create', {})
    expect(heard.headers.get('x-ratelimit-limit')).toBe('100')
  })
})
