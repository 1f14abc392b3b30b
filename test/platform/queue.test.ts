import { queueContract } from '../contracts/queue.contract.ts'
import { silentLog } from '../../src/platform/log.ts'
import { inProcessQueue } from '../../src/platform/queue-in-process.ts'

queueContract('in process', async () => inProcessQueue(silentLog))
