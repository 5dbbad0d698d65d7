import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refused } from '../wire/ask.ts';
import { useSignIn } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';

/** Where somebody says who they are. */
export function SignInPage() {
  const { signIn: words, product } = useWords();
  const signIn = useSignIn();
  const [typed, setTyped] = useState({ name: '', password: '', code: '' });
  const refused = signIn.error instanceof Refused ? signIn.error.problem : undefined;
  const [wantsCode, setWantsCode] = useState(false);
  if (refused?.code === 'sign-in-code-wanted' && !wantsCode) setWantsCode(true);
  const type = (field: keyof typeof typed) => (event: { readonly currentTarget: HTMLInputElement }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ name: typed.name, password: typed.password, ...(wantsCode && { code: typed.code }) });
  };
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={400} component="form" onSubmit={submit}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              {product}
            </Title>
            <Text c="dimmed" size="sm">
              {words.welcome}
            </Text>
          </div>
          <TextInput
            label={words.name}
            value={typed.name}
            onChange={type('name')}
            autoComplete="username"
            autoFocus
            required
          />
          <PasswordInput
            label={words.password}
            value={typed.password}
            onChange={type('password')}
            autoComplete="current-password"
            required
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
          {signIn.error && refused?.code !== 'sign-in-code-wanted' && <Alert color="red">{signIn.error.message}</Alert>}
          <Button type="submit" loading={signIn.isPending}>
            {words.submit}
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
