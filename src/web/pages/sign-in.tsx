import { Button, Center, Divider, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ByIdentity } from '../parts/by-identity.tsx';
import { Password } from '../parts/password.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Refused } from '../wire/ask.ts';
import { knowsPasskeys, proveByPasskey } from '../wire/passkeys.ts';
import { useSignIn } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';

/** Where somebody says who they are. */
export function SignInPage() {
  const { signIn: words, product } = useWords();
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={400}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {product}
            </Title>
            <Text c="dimmed" size="sm">
              {words.welcome}
            </Text>
          </div>
          <ByPassword />
          {knowsPasskeys() && <ByPasskey />}
          <ByIdentity use={{ purpose: 'sign-in' }} />
        </Stack>
      </Paper>
    </Center>
  );
}

function ByPassword() {
  const { signIn: words } = useWords();
  const signIn = useSignIn();
  const [typed, setTyped] = useState({ name: '', password: '', code: '' });
  const refused = signIn.error instanceof Refused ? signIn.error.problem.code : undefined;
  const [wantsCode, setWantsCode] = useState(false);
  if (refused === 'sign-in-code-wanted' && !wantsCode) setWantsCode(true);
  const type = (field: keyof typeof typed) => (event: { readonly currentTarget: HTMLInputElement }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ name: typed.name, password: typed.password, ...(wantsCode && { code: typed.code }) });
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <TextInput
        label={words.name}
        value={typed.name}
        onChange={type('name')}
        autoComplete="username"
        autoFocus
        required
      />
      <Password
        label={words.password}
        value={typed.password}
        onChange={type('password')}
        autoComplete="current-password"
      />
      {wantsCode && (
        <TextInput
          label={words.code}
          value={typed.code}
          onChange={type('code')}
          autoComplete="one-time-code"
          autoFocus
          required
        />
      )}
      {refused !== 'sign-in-code-wanted' && <Refusal error={signIn.error} />}
      <Button type="submit" loading={signIn.isPending}>
        {words.submit}
      </Button>
    </Stack>
  );
}

function ByPasskey() {
  const { signIn: words } = useWords();
  const queries = useQueryClient();
  const signIn = useMutation({
    mutationFn: () => proveByPasskey('/session/passkey'),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Divider />
      <Button variant="default" loading={signIn.isPending} onClick={() => signIn.mutate()}>
        {words.passkey}
      </Button>
      <Refusal error={signIn.error} />
    </>
  );
}
