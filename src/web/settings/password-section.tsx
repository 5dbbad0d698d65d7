import { Alert, Button, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Password } from '../parts/password.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Refused } from '../wire/ask.ts';
import type { WaysIn } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { Section } from './section.tsx';
import classes from './settings.module.css';
import { useDoing } from './use-own.ts';

const NOTHING = { password: '', newPassword: '', again: '' };

/** One's own password becomes another one. */
export function PasswordSection({ waysIn, name }: { readonly waysIn: WaysIn; readonly name: string }) {
  const { settings, proof } = useWords();
  const words = settings.account;
  const [typed, setTyped] = useState(NOTHING);
  const changing = useDoing({
    method: 'PUT',
    path: () => '/password',
    body: ({ password, newPassword }: typeof NOTHING) => ({ newPassword, ...(waysIn.hasPassword && { password }) }),
    changes: ['/ways-in', '/sessions'],
    done: () => setTyped(NOTHING),
  });
  const isWrong = changing.error instanceof Refused && changing.error.problem.code === 'sign-in-refused';
  const isApart = typed.again !== '' && typed.again !== typed.newPassword;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.again === typed.newPassword) changing.mutate(typed);
  };
  const field = (key: keyof typeof NOTHING, label: string, autoComplete: string) => ({
    label,
    autoComplete,
    value: typed[key],
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      setTyped({ ...typed, [key]: event.currentTarget.value }),
    required: true,
  });
  return (
    <Section title={words.password} hint={waysIn.hasPassword ? undefined : words.passwordNone}>
      <form onSubmit={submit} className={classes['form']}>
        <Stack gap="sm" align="stretch">
          <input type="text" name="username" autoComplete="username" value={name} readOnly hidden />
          {waysIn.hasPassword && <Password {...field('password', words.current, 'current-password')} />}
          <Password {...field('newPassword', words.fresh, 'new-password')} description={words.rule} />
          <Password {...field('again', words.again, 'new-password')} error={isApart ? words.apart : undefined} />
          {isWrong ? (
            <Alert color="red" role="alert">
              {proof.wrong}
            </Alert>
          ) : (
            <Refusal error={changing.error} />
          )}
          {changing.isSuccess && (
            <Text size="sm" role="status">
              {words.changed}
            </Text>
          )}
          <Button type="submit" variant="default" loading={changing.isPending}>
            {words.change}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
