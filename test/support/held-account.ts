import type { TestStore } from './store.ts';

/** An account that nothing changes, and nobody signs in to, until it is let go. */
export interface HeldAccount {
  /** Waits until so many others stand behind the lock, or behind one another. */
  waiting(count: number): Promise<void>;
  /** Lets those who wait go on, in the order in which they came. */
  letGo(): Promise<void>;
}

/** Holds an account by a transaction of its own: what was begun meanwhile has proved what it proves, and waits with the rest. */
export async function heldAccount({ database }: TestStore, id: string): Promise<HeldAccount> {
  const client = await database.work.connect();
  await client.query('begin');
  await client.query('select from vigie.account where id = $1 for no key update', [id]);
  return {
    async waiting(count) {
      for (;;) {
        const { rows } = await database.work.query<{ waiting: number }>(
          'select count(distinct pid)::int as waiting from pg_locks where not granted',
        );
        if (rows[0]!.waiting >= count) return;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async letGo() {
      await client.query('commit');
      client.release();
    },
  };
}
