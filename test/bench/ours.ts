import { z } from 'zod'
import { compose } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { action, readFlows } from '../../src/conversation/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { HOME, openGround, openQueue } from '../../src/running/start.ts'
import { listen } from '../../src/web/server.ts'

/** The service as it runs in production, web and worker in one process, with the flows of the bench beside its own. */
const pledge = action({
  name: 'bench.pledge',
  input: z.object({ flow: z.string(), amount: z.bigint(), name: z.string(), note: z.string() }),
  outcomes: { ok: z.looseObject({}) },
  async run({ hot, key }, { flow, amount, name, note }) {
    await hot.query(
      'bench_pledge',
      'INSERT INTO bench.pledge (key, flow, amount, name, note) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
      [key, flow, amount, name, note],
    )
    return { outcome: 'ok' as const }
  },
})

const config = readConfig(process.env)
const ground = await openGround(config, { migrates: true })
const service = await compose(
  {
    ...ground,
    queue: await openQueue(config, ground.log),
    flows: [...readFlows(`${HOME}flows`), ...readFlows(`${HOME}test/bench/flows`)],
    moreActions: [pledge],
    clock: systemClock,
    ids: randomIds,
    site: config.PUBLIC_URL!,
  },
  { web: true, worker: true },
)
await listen({ ...service, log: ground.log }, config.PORT)
await service.start()
process.once('SIGTERM', () => process.exit(0))
