import { silentLog } from '../../src/platform/log.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'
import { queueContract } from '../contracts/queue.contract.ts'

queueContract('in process', async () => inProcessQueue(silentLog))
