import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, normalize, relative, resolve } from 'node:path'

/** One stage of a Dockerfile, its instructions in order. */
export interface Stage {
  readonly name: string
  readonly steps: readonly { readonly line: number; readonly what: string; readonly rest: string }[]
}

/** A stage that was built, as a folder that stands for the container's root. */
export interface Image {
  readonly root: string
  /** What a program in it sees, after ENV. */
  readonly env: Readonly<Record<string, string>>
  readonly workdir: string
  readonly entrypoint: readonly string[]
  readonly cmd: readonly string[]
  /** Whose rights a program in it has; undefined where this machine cannot give up its own. */
  readonly uid: number | undefined
}

// The user `node` of the official image has this number.
const NODE_USER = 1000

export function readDockerfile(text: string): Stage[] {
  const stages: { name: string; steps: { line: number; what: string; rest: string }[] }[] = []
  for (const [n, line] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, what, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? fail(n + 1, 'is no instruction on one line')
    if (what === 'FROM') {
      const [, , name = 'final'] =
        /^(\S+)(?: AS (\S+))?$/.exec(rest!) ?? fail(n + 1, 'FROM is not understood')
      stages.push({ name, steps: [] })
    } else stages.at(-1)!.steps.push({ line: n + 1, what: what!, rest: rest! })
  }
  return stages
}

const fail = (line: number, what: string): never => {
  throw new Error(`Dockerfile:${line} ${what}. Write it otherwise, or teach test/support/dockerfile.ts.`)
}

/**
 * Does what a container engine does with a Dockerfile, in folders below `folder`: copies what COPY names out of the
 * context (without what .dockerignore leaves out) and runs what RUN says, on this machine's Node. Absolute paths are
 * taken from each stage's own folder. Stages that need nothing of each other are built at once.
 *
 * @returns the last stage
 */
export async function buildImage(context: string, folder: string): Promise<Image> {
  chmodSync(folder, 0o755)
  const ignored = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n').filter(Boolean)
  const built = new Map<string, Promise<Image>>()
  for (const stage of readDockerfile(readFileSync(join(context, 'Dockerfile'), 'utf8'))) {
    built.set(
      stage.name,
      buildStage(stage, join(folder, stage.name), { context, ignored, built: new Map(built) }),
    )
  }
  const images = await Promise.all(built.values())
  return images.at(-1)!
}

interface Sources {
  readonly context: string
  readonly ignored: readonly string[]
  readonly built: ReadonlyMap<string, Promise<Image>>
}

async function buildStage({ steps }: Stage, root: string, sources: Sources): Promise<Image> {
  mkdirSync(root)
  let image: Image = { root, env: {}, workdir: '/', entrypoint: [], cmd: [], uid: undefined }
  for (const { line, what, rest } of steps) {
    switch (what) {
      case 'WORKDIR':
        image = { ...image, workdir: rest }
        mkdirSync(join(root, rest), { recursive: true })
        break
      case 'COPY':
        await copy(image, rest, sources)
        break
      case 'RUN':
        await run(image, rest)
        break
      case 'ENV':
        image = { ...image, env: { ...image.env, ...settings(root, rest) } }
        break
      case 'USER':
        if (rest !== 'node') fail(line, 'names a user that is not node')
        image = { ...image, uid: otherUser() }
        break
      case 'ENTRYPOINT':
        image = { ...image, entrypoint: JSON.parse(rest) as string[] }
        break
      case 'CMD':
        image = { ...image, cmd: JSON.parse(rest) as string[] }
        break
      case 'EXPOSE':
        break
      default:
        fail(line, `${what} is not known here`)
    }
  }
  return image
}

async function copy({ root, workdir }: Image, rest: string, { context, ignored, built }: Sources) {
  const [, stage, names] = /^(?:--from=(\S+) )?(.+)$/.exec(rest)!
  const paths = names!.split(' ')
  const into = paths.pop()!
  const from = stage ? (await built.get(stage)!).root : context
  for (const path of paths) {
    const source = stage ? join(from, path) : resolve(context, path)
    const isFolder = statSync(source).isDirectory()
    const target = join(root, workdir, into, isFolder ? '' : into.endsWith('/') ? basename(path) : '')
    cpSync(source, target, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => stage !== undefined || !ignored.includes(normalize(relative(context, file))),
    })
  }
}

function run({ root, workdir, env }: Image, command: string): Promise<void> {
  const user = otherUser() ?? process.getuid!()
  // A path of the container's is one below its folder; its user node is the one whose rights the program will have.
  const here = command
    .replace(/(?<=\s)\/(?=\w)/g, `${root}/`)
    .replace(/\bnode:node\b/g, otherUser() ? `${user}:${user}` : `${user}:${process.getgid!()}`)
  return new Promise((done, failed) => {
    const child = spawn('sh', ['-c', here], {
      cwd: join(root, workdir),
      // What npm has fetched once on this machine it need not fetch again.
      env: {
        PATH: process.env.PATH!,
        HOME: process.env.HOME ?? root,
        npm_config_prefer_offline: 'true',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data))
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Error(`RUN ${command}: ${code}\n${said}`)),
    )
  })
}

function settings(root: string, rest: string): Record<string, string> {
  return Object.fromEntries(
    rest.split(' ').map((one) => {
      const [name, value] = [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]
      return [name, value.startsWith('/') ? join(root, value) : value]
    }),
  )
}

/** Root may take another user's place, if that one may run this machine's Node. */
function otherUser(): number | undefined {
  if (process.getuid!() !== 0 || !existsSync(process.execPath)) return undefined
  const tried = spawnSync(process.execPath, ['-e', ''], { uid: NODE_USER, gid: NODE_USER, cwd: '/' })
  return tried.status === 0 ? NODE_USER : undefined
}
