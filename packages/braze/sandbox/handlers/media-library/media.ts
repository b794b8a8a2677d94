import { randomUUID } from 'node:crypto'
import { refused } from '../../assets/answer.ts'
import { extensionOf, isImageType, type Media, mediaLimits, sniffExtension } from '../../assets/media.ts'
import { readZipDirectory } from '../../assets/zip.ts'
import type { World } from '../../world.ts'
import { membersOf } from '../bad-request.ts'
import type { Answer, Call, Handler } from '../handler.ts'

/** What a request brings: one file, or a ZIP of them. */
interface Upload {
  readonly name: string
  readonly ext: string
  readonly size: number
  /** Only of a file whose contents were sent. */
  readonly bytes?: Buffer
}

/** A file, or the answer that refuses it. */
type ReadUpload = { readonly upload: Upload } | { readonly refusal: Answer }

export const createMedia: Handler = {
  answer(call) {
    const source = membersOf(call.body)
    const { name } = source
    if (name !== undefined && (typeof name !== 'string' || name === '')) return refused("'name' must be a string")
    const read = readUpload(source)
    if ('refusal' in read) return read.refusal
    const { upload } = read
    return upload.ext === 'zip' && upload.bytes !== undefined
      ? createUnpacked(call, upload.bytes, upload.name, name)
      : createOne(call, { ...upload, name: name ?? upload.name })
  },
}

export const replaceMedia: Handler = {
  answer(call) {
    const { assets } = call.world
    const source = membersOf(call.body)
    const { asset_id: id } = source
    if (typeof id !== 'string' || id === '') return refused('asset_id must be provided.')
    const before = assets.media.get(id)
    if (before === undefined) return failed('ASSET_NOT_FOUND', 'The asset could not be found.', { asset_id: id }, 404)
    const read = readUpload(source)
    if ('refusal' in read) return read.refusal
    const { ext, size } = read.upload
    const refusal = findImageRefusal(read.upload)
    if (refusal !== undefined) return refusal
    if (ext !== before.ext) {
      const message = 'The file extension does not match the extension of the asset.'
      return failed('FILE_EXTENSION_MISMATCH', message, { expected: before.ext, file_type: ext })
    }
    const after = { ...before, size }
    assets.media.put(id, after)
    return { status: 200, body: { info: 'The asset was replaced.', new_image_asset: showMedia(after, call.origin) } }
  },
}

function createOne({ world, origin }: Call, upload: Upload): Answer {
  const refusal = findImageRefusal(upload)
  if (refusal !== undefined) return refusal
  return created([putMedia(world, upload)], [], origin)
}

/** Takes the images that fit and lists the rest as errors. `name` numbers them. */
function createUnpacked({ world, origin }: Call, bytes: Buffer, archive: string, name: string | undefined): Answer {
  const entries = readZipDirectory(bytes)
  if (entries === undefined) {
    const meta = { original_error: 'no directory of a ZIP' }
    return failed('ZIP_UPLOAD_ERROR', 'The ZIP file is corrupted or could not be opened.', meta)
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > mediaLimits.zipBytes) {
    const meta = { zip_file_name: archive, zip_file_size: total }
    return failed('ZIP_FILE_TOO_LARGE', 'The ZIP file is too large.', meta)
  }
  if (entries.some((entry) => entry.name === '')) {
    return failed('ZIPPED_ENTITY_HAS_NO_NAME', 'A file in the ZIP has no name.', {})
  }
  if (entries.some((entry) => /[/\\]/.test(entry.name))) {
    const message = 'The ZIP file contains nested directories.'
    return failed('ZIPPED_ENTITY_CANNOT_HAVE_NESTED_DIRECTORY', message, {})
  }
  const made: Media[] = []
  const errors: { readonly [member: string]: unknown }[] = []
  for (const { name: file, size } of entries) {
    const ext = extensionOf(file)
    const error = imageError({ ext, size })
    if (error !== undefined) errors.push({ name: file, size, ext, error })
    else made.push(putMedia(world, { name: name === undefined ? file : `${name} ${made.length + 1}`, ext, size }))
  }
  return created(made, errors, origin)
}

/** The file of a request. What is named by its address is not fetched: the address tells name and type, the size stays 0. */
function readUpload(source: { readonly [member: string]: unknown }): ReadUpload {
  const { asset_url: address, asset_file: file } = source
  const isGiven = [address, file].map((one) => one !== undefined && one !== null && one !== '')
  if (!isGiven.includes(true)) return { refusal: refused('Either asset_url or asset_file must be provided.') }
  if (!isGiven.includes(false)) {
    return { refusal: refused('Both asset_url and asset_file cannot be provided. Please provide only one.') }
  }
  if (isGiven[0] === true) {
    const url = typeof address === 'string' ? URL.parse(address) : null
    if (url === null || !/^https?:$/.test(url.protocol)) {
      return { refusal: failed('ASSET_UPLOAD_FAILED', 'The asset could not be downloaded.', { asset_url: address }) }
    }
    const name = url.pathname.split('/').at(-1) ?? ''
    return { upload: { name, ext: extensionOf(name), size: 0 } }
  }
  const bytes = typeof file === 'string' ? readBase64(file) : undefined
  if (bytes === undefined) {
    return { refusal: failed('ASSET_UPLOAD_FAILED', 'asset_file could not be read.', {}) }
  }
  const ext = sniffExtension(bytes)
  return { upload: { name: `asset${ext === '' ? '' : `.${ext}`}`, ext, size: bytes.length, bytes } }
}

/** JSON cannot hold bytes: Base64, with or without the head of a data URL. */
function readBase64(text: string): Buffer | undefined {
  const plain = text.replace(/^data:[\w/+.-]{0,100};base64,/, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(plain) ? Buffer.from(plain, 'base64') : undefined
}

function findImageRefusal(upload: Upload): Answer | undefined {
  const error = imageError(upload)
  if (error === undefined) return undefined
  return failed(error, errorTexts[error], error === 'UNSUPPORTED_FILE_TYPE' ? { file_type: upload.ext } : {})
}

const errorTexts = {
  UNSUPPORTED_FILE_TYPE: 'The file type is not supported.',
  ASSET_SIZE_EXCEEDS_LIMIT: 'The file exceeds the maximum size.',
} as const

function imageError({ ext, size }: Pick<Upload, 'ext' | 'size'>): keyof typeof errorTexts | undefined {
  if (!isImageType(ext)) return 'UNSUPPORTED_FILE_TYPE'
  return size > mediaLimits.imageBytes ? 'ASSET_SIZE_EXCEEDS_LIMIT' : undefined
}

function putMedia({ assets, clock }: World, { name, ext, size }: Upload): Media {
  const media = { id: randomUUID(), name, ext, size, createdAt: clock.now() }
  assets.media.put(media.id, media)
  return media
}

function created(media: readonly Media[], errors: readonly object[], origin: string): Answer {
  const new_assets = media.map((one) => showMedia(one, origin))
  return { status: 200, body: { new_assets, errors, dashboard_url: `${origin}/` } }
}

/** The address holds the id, which a replacement asks for: the answer has no member for it. */
function showMedia({ id, name, size, ext }: Media, origin: string): { readonly [member: string]: unknown } {
  return { name, size, url: `${origin}/appboy/communication/assets/image_assets/images/${id}/original.${ext}`, ext }
}

function failed(code: string, message: string, meta: object, status = 400): Answer {
  return { status, body: { message, error_code: code, meta } }
}
