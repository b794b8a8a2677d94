import { useEffect, useState } from 'react'

/** The value once it has not changed for a while, so that not every letter asks the worker. `null` counts at once. */
export function useRested<Value>(value: Value, restMs = 250): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return value === null ? value : rested
}
