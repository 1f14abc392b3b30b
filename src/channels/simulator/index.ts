export type { Shown, SimulatedPerson } from './person.ts'
export { SIMULATOR, type Simulator, simulator } from './simulator.ts'
