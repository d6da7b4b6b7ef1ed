// What was done to the cells, to be undone and done again in steps as people took
// them: a paste of a thousand cells is one.
export type Step = { undo: () => void; redo: () => void }

const most = 200
const done: Step[] = []
const undone: Step[] = []

export function push(step: Step): void {
  done.push(step)
  if (done.length > most) done.shift()
  undone.length = 0
}

export function undo(): boolean {
  const step = done.pop()
  if (!step) return false
  step.undo()
  undone.push(step)
  return true
}

export function redo(): boolean {
  const step = undone.pop()
  if (!step) return false
  step.redo()
  done.push(step)
  return true
}
