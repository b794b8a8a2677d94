const patience = 20_000

/** Where the device says it is, WGS 84. Rejects where it does not know, or may not say. */
export function locate(): Promise<{ readonly latitude: number; readonly longitude: number }> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error('this device does not say where it is'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude }),
      reject,
      { timeout: patience },
    )
  })
}
