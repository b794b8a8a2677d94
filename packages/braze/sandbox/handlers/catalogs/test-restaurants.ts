import { type AssetDriver, driveAssets } from '../../assets/test-client.ts'

export const restaurants = {
  name: 'restaurants',
  description: 'My Restaurants',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'Name', type: 'string' },
    { name: 'Rating', type: 'number' },
    { name: 'Open', type: 'boolean' },
    { name: 'Since', type: 'time' },
    { name: 'Dishes', type: 'array' },
    { name: 'Owner', type: 'object' },
    { name: 'Place', type: 'geo' },
  ],
}

export async function withRestaurants(options = {}): Promise<AssetDriver> {
  const braze = await driveAssets(options)
  await braze.expect(201, 'POST /catalogs', { catalogs: [restaurants] })
  return braze
}

export const idsOf = ({ body }: { readonly body: { readonly errors: readonly { readonly id: string }[] } }) =>
  body.errors.map(({ id }) => id)
