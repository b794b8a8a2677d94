import { useEffect } from 'react'
import { defineWords } from '../app/words.ts'
import { toast } from '../ui/index.ts'
import { useCompiler, useWorkers } from './client.ts'

const useWords = defineWords({
  en: {
    slow: 'Checking took too long and was started again. Your work is not affected.',
    crashed: 'Checking stopped unexpectedly and was started again. Your work is not affected.',
  },
  ko: {
    slow: '검사가 너무 오래 걸려 다시 시작했습니다. 작업 내용에는 영향이 없습니다.',
    crashed: '검사가 예기치 않게 멈춰 다시 시작했습니다. 작업 내용에는 영향이 없습니다.',
  },
})

/** Keeps the solution compiled while it is open. Stands once inside the solution's frame. */
export function Compiling() {
  const words = useWords()
  useCompiler()
  const stopped = useWorkers((state) => state.stopped)
  useEffect(() => {
    if (stopped !== null && stopped.why !== 'closed') toast(words[stopped.why], 'warn')
  }, [stopped, words])
  return null
}
