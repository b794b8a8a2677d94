/** Of this package, as partners tell it to Braze: `partner-<Organization>-<Product>/<version>`. A test holds it to package.json. */
export const VERSION = '0.1.0'
export const USER_AGENT = `partner-Parley-Parley/${VERSION}`
