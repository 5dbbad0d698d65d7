import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useProof } from '../parts/proof.tsx';
import { read, write } from '../wire/ask.ts';

/** Reads something of one's own, which goes by the name of its address. */
export function useOwn<Answer>(path: string) {
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => read<Answer>(path, {}, signal) });
}

interface Doing<Given, Answer> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  path(given: Given): string;
  body?(given: Given): unknown;
  /** What is read anew. */
  readonly changes: readonly string[];
  done?(answer: Answer): void;
}

/** Writes, with fresh proof of who asks where the desk wants it. */
export function useDoing<Given, Answer = unknown>({ method, path, body, changes, done }: Doing<Given, Answer>) {
  const prove = useProof();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => prove(() => write<Answer>(method, path(given), body?.(given))),
    async onSuccess(answer) {
      done?.(answer);
      await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
}
