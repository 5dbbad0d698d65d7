import { Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import type { RecoveryCodes, TotpStart, WaysIn } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OnceShown } from './once-shown.tsx';
import { QrCode } from './qr-code.tsx';
import { Section } from './section.tsx';
import classes from './settings.module.css';
import { useDoing } from './use-own.ts';

/** Codes of an app: taken up by a first code, or given up. */
export function CodesSection({ waysIn }: { readonly waysIn: WaysIn }) {
  const { settings } = useWords();
  const words = settings.codes;
  const [started, setStarted] = useState<TotpStart>();
  const [recovery, setRecovery] = useState<readonly string[]>();
  const starting = useDoing<void, TotpStart>({
    ...{ method: 'POST', path: () => '/totp/start', changes: [] },
    done: setStarted,
  });
  const removing = useDoing<void>({ method: 'DELETE', path: () => '/totp', changes: ['/ways-in'] });
  const hint = waysIn.hasCodes ? `${words.on} ${words.left(waysIn.recoveryCodes)}` : words.off;
  return (
    <Section title={words.title} hint={hint}>
      {recovery && (
        <OnceShown
          title={words.recovery}
          hint={words.recoveryHint}
          lines={recovery}
          done={() => setRecovery(undefined)}
        />
      )}
      {started ? (
        <Confirming
          started={started}
          cancel={() => setStarted(undefined)}
          confirmed={(codes) => {
            setStarted(undefined);
            setRecovery(codes);
          }}
        />
      ) : (
        <Group gap="xs">
          {!waysIn.hasCodes && (
            <Button variant="default" loading={starting.isPending} onClick={() => starting.mutate()}>
              {words.start}
            </Button>
          )}
          {waysIn.hasCodes && (
            <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
              {words.remove}
            </Button>
          )}
        </Group>
      )}
      <Refusal error={starting.error ?? removing.error} />
    </Section>
  );
}

interface ConfirmingProps {
  readonly started: TotpStart;
  cancel(): void;
  confirmed(recoveryCodes: readonly string[]): void;
}

function Confirming({ started: { uri, secret, ticket }, cancel, confirmed }: ConfirmingProps) {
  const { settings } = useWords();
  const words = settings.codes;
  const [code, setCode] = useState('');
  const confirming = useDoing<string, RecoveryCodes>({
    method: 'POST',
    path: () => '/totp',
    body: (typed) => ({ ticket, code: typed }),
    changes: ['/ways-in'],
    done: ({ recoveryCodes }) => confirmed(recoveryCodes),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirming.mutate(code);
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      <Stack gap="sm">
        <Text size="sm">{words.scan}</Text>
        <QrCode text={uri} label={words.picture} />
        <Text size="sm">
          {words.byHand}: <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
        </Text>
        <TextInput
          label={words.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          required
        />
        <Refusal error={confirming.error} />
        <FormButtons label={words.confirm} isPending={confirming.isPending} cancel={cancel} />
      </Stack>
    </form>
  );
}
