/**
 * A deliberately broken variant of the program: a copy of the compiled one with a few lines changed, which only a test
 * can make (test/faults/build.ts). A test that stays green on its mutant proves nothing.
 */
export interface Mutant {
  readonly name: string
  /** What it breaks. */
  readonly why: string
  /** In the compiled program: each text is there exactly once. */
  readonly patches: readonly { readonly file: string; readonly is: string; readonly becomes: string }[]
}

export const naive: Mutant = {
  name: 'naive',
  why: 'a claim looks how much is taken, and then writes it: two who look at the same moment get the same place',
  patches: [
    {
      file: 'needs/claim-store.js',
      is: `const taken = await tx.$executeRaw \`
    UPDATE need SET taken = taken + \${quantity}::bigint
    WHERE id = \${need}::uuid AND \${openAt(now)} AND taken + \${quantity}::bigint <= cap\`;`,
      becomes: `const [seen] = await tx.$queryRaw \`SELECT cap, taken FROM need WHERE id = \${need}::uuid AND \${openAt(now)}\`;
    const taken = !seen || seen.taken + quantity > seen.cap ? 0 : await tx.$executeRaw \`
    UPDATE need SET taken = \${seen.taken + quantity}::bigint WHERE id = \${need}::uuid\`;`,
    },
  ],
}

export const dualWrite: Mutant = {
  name: 'dual-write',
  why: 'work is put into the queue after the commit, and nobody looks for what was lost in between',
  patches: [
    {
      file: 'conversation/sweeps.js',
      is: 'await parts.todos.ripe(AT_ONCE)',
      becomes: '[]',
    },
  ],
}

export const noFence: Mutant = {
  name: 'no-fence',
  why: 'a worker that was thought dead does its turn all the same',
  patches: [
    {
      file: 'conversation/turn-rows.js',
      is: `join todo t on t.seq = $2::int8 and t.attempts = $3::int4 and t.contact_id = s.contact_id
join inbox i on i.source = t.source and i.external_id = t.external_id`,
      becomes: 'left join inbox i on $2::int8 + $3::int4 is null',
    },
    {
      file: 'conversation/turn-rows.js',
      is: 'for update of s, t skip locked',
      becomes: 'for update of s skip locked',
    },
  ],
}

export const noLock: Mutant = {
  name: 'no-lock',
  why: 'two turns of one person run at once, and the later one writes over the earlier one',
  patches: [
    {
      file: 'conversation/turn-store.js',
      is: 'where contact_id = any($3::uuid[]) for update skip locked',
      becomes: 'where contact_id = any($3::uuid[])',
    },
    {
      file: 'conversation/turn-store.js',
      is: ' and q.version = x.version and not x.slow',
      becomes: ' and not x.slow',
    },
    {
      file: 'conversation/turn-rows.js',
      is: 'for update of s, t skip locked',
      becomes: 'for update of t skip locked',
    },
  ],
}
