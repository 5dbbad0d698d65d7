import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refused, write } from '../wire/ask.ts';
import type { SignedInAs } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';

/** Asks whoever is signed in to prove once more who they are. */
export function ProofDialog({ end }: { end(isGiven: boolean): void }) {
  const { proof: words, common } = useWords();
  const queries = useQueryClient();
  const name = queries.getQueryData<SignedInAs | null>(['session'])?.name ?? '';
  const [typed, setTyped] = useState({ password: '', code: '' });
  const proving = useMutation({
    mutationFn: () =>
      write('POST', '/session/proof', { password: typed.password, ...(typed.code !== '' && { code: typed.code }) }),
    onSuccess: () => end(true),
  });
  const refused = proving.error instanceof Refused ? proving.error.problem.code : undefined;
  const wantsCode = refused === 'sign-in-code-wanted' || refused === 'sign-in-code-wrong' || typed.code !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // React passes events on to what stands around a dialog: a form there is not meant.
    event.stopPropagation();
    proving.mutate();
  };
  return (
    <Modal
      opened
      onClose={() => end(false)}
      title={words.title}
      closeButtonProps={{ 'aria-label': common.close }}
      zIndex={400}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.why}</Text>
          <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
          <PasswordInput
            label={words.password}
            value={typed.password}
            onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
            autoComplete="current-password"
            data-autofocus
            required
          />
          {wantsCode && (
            <TextInput
              label={words.code}
              value={typed.code}
              onChange={(event) => setTyped({ ...typed, code: event.currentTarget.value })}
              autoComplete="one-time-code"
              required
              autoFocus
            />
          )}
          {proving.error && refused !== 'sign-in-code-wanted' && (
            <Alert color="red" role="alert">
              {refused === 'sign-in-refused' ? words.wrong : proving.error.message}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => end(false)}>
              {words.cancel}
            </Button>
            <Button type="submit" loading={proving.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
