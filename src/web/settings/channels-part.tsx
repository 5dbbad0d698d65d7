import { Badge, Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MarkingInput } from '../order-editor/marking-picker.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import type { Channel, MadeChannel, NewChannel } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { Adding } from './adding.tsx';
import { FormButtons } from './form-buttons.tsx';
import { OnceShown } from './once-shown.tsx';
import { Section } from './section.tsx';
import classes from './settings.module.css';
import { useDoing, useOwn } from './use-own.ts';

type Options = NonNullable<NewChannel['options']>;

interface ChannelsPartProps {
  readonly recipientId: string;
  /** Whether they are a member of the desk, who is told of hits by them too. */
  readonly isMember?: boolean;
}

/** The ways to a recipient beside the portal. */
export function ChannelsPart({ recipientId, isMember = false }: ChannelsPartProps) {
  const { recipients: words, notices } = useWords();
  const path = `/recipients/${recipientId}/channels`;
  const own = useOwn<{ readonly items: readonly Channel[] }>(path);
  const [secret, setSecret] = useState<string>();
  if (own.isPending) return <Loading />;
  if (own.error) return <Failed error={own.error} retry={() => void own.refetch()} />;
  const channels = own.data.items.filter(({ kind, state }) => kind !== 'portal' && state !== 'closed');
  return (
    <Section
      title={isMember ? notices.memberChannels : words.channels}
      hint={`${isMember ? notices.memberHint : words.portalHint} ${words.channelsHint}`}
    >
      {secret !== undefined && (
        <OnceShown title={words.secret} hint={words.secretHint} lines={[secret]} done={() => setSecret(undefined)} />
      )}
      {channels.length === 0 && !isMember && <Text size="sm">{words.channelsNone}</Text>}
      <ul className={classes['lines']}>
        {channels.map((channel) => (
          <li key={channel.id} className={classes['line']} style={{ flexWrap: 'wrap' }}>
            <ChannelLine channel={channel} path={path} />
          </li>
        ))}
      </ul>
      <Adding
        label={words.addChannel}
        form={(close) => (
          <NewChannelForm
            path={path}
            cancel={close}
            made={(made) => {
              setSecret(made.secret);
              close();
            }}
          />
        )}
      />
    </Section>
  );
}

function ChannelLine({ channel, path }: { readonly channel: Channel; readonly path: string }) {
  const { recipients: words, common } = useWords();
  const { id, kind, address, ceiling, options, state } = channel;
  const [isClosing, setIsClosing] = useState(false);
  const changing = useDoing<Channel['state']>({
    method: 'POST',
    path: () => `/channels/${id}/changes`,
    body: (to) => ({ state: to }),
    changes: [path],
    done: () => setIsClosing(false),
  });
  const name = [words.channelKinds[kind], address].filter(Boolean).join(' ');
  const facts = [
    ceiling.marking !== undefined && words.carries(ceiling.marking),
    kind !== 'atom' && options.form && words.forms[options.form],
    kind === 'mail' && options.hasPdf && words.hasPdf,
    options.subject && `${words.subject}: ${words.subjects[options.subject]}`,
  ];
  return (
    <>
      <div className={classes['what']}>
        <Group gap="xs">
          <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Badge variant={state === 'active' ? 'light' : 'default'} color="green" tt="none">
            {words.state[state]}
          </Badge>
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {facts.filter(Boolean).join(' · ')}
        </Text>
        <Refusal error={changing.error} />
      </div>
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          loading={changing.isPending}
          aria-label={`${state === 'active' ? words.pause : words.resume}: ${name}`}
          onClick={() => changing.mutate(state === 'active' ? 'paused' : 'active')}
        >
          {state === 'active' ? words.pause : words.resume}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${words.close}: ${name}`}
          onClick={() => setIsClosing(true)}
        >
          {words.close}
        </Button>
      </Group>
      <Modal
        opened={isClosing}
        onClose={() => setIsClosing(false)}
        title={words.closing}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <Stack gap="sm">
          <Text size="sm">{name}</Text>
          <Text size="sm">{words.closingHint}</Text>
          <Group justify="flex-end">
            <Button color="red" loading={changing.isPending} onClick={() => changing.mutate('closed')}>
              {words.close}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

const KINDS: readonly NewChannel['kind'][] = ['mail', 'webhook', 'atom'];
const FORMS: readonly Options['form'][] = ['whole', 'notice'];
const SUBJECTS: readonly Options['subject'][] = ['title', 'banner', 'nothing'];

interface Typed {
  readonly kind: NewChannel['kind'];
  readonly address: string;
  readonly scheme: string;
  readonly marking: string;
  readonly options: Options;
}
const NEW: Typed = {
  ...{ kind: 'mail', address: '', scheme: 'us-capco', marking: '' },
  options: { form: 'whole', hasPdf: false, subject: 'banner' },
};

interface NewChannelProps {
  readonly path: string;
  cancel(): void;
  made(channel: MadeChannel): void;
}

function NewChannelForm({ path, cancel, made }: NewChannelProps) {
  const { recipients: words, sources } = useWords();
  const [typed, setTyped] = useState(NEW);
  const { kind, address, scheme, marking, options } = typed;
  const opening = useDoing<Typed, MadeChannel>({
    method: 'POST',
    path: () => path,
    body: (said) => ({
      ...{ kind: said.kind, scheme: said.scheme, marking: said.marking },
      address: said.kind === 'atom' ? '' : said.address,
      options: { ...said.options, hasPdf: said.kind === 'mail' && said.options.hasPdf },
    }),
    changes: [path],
    done: made,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    opening.mutate(typed);
  };
  return (
    <Stack component="form" onSubmit={submit} w="100%" gap="sm">
      <NativeSelect
        label={words.kindOf}
        value={kind}
        data={KINDS.map((value) => ({ value, label: words.channelKinds[value] }))}
        onChange={({ currentTarget }) => setTyped({ ...typed, kind: currentTarget.value as Typed['kind'] })}
      />
      {kind === 'atom' ? (
        <Text size="sm">{words.feedHint}</Text>
      ) : (
        <TextInput
          label={words.address}
          placeholder={words.addressHint[kind]}
          type={kind === 'mail' ? 'email' : 'url'}
          value={address}
          required
          onChange={({ currentTarget }) => setTyped({ ...typed, address: currentTarget.value })}
        />
      )}
      <Group align="flex-start" gap="sm">
        <NativeSelect
          label={sources.scheme}
          value={scheme}
          data={Object.entries(sources.schemes).map(([value, label]) => ({ value, label }))}
          w={{ base: '100%', xs: 200 }}
          onChange={({ currentTarget }) => setTyped({ ...typed, scheme: currentTarget.value })}
        />
        <MarkingInput
          path="ceiling"
          label={words.ceiling}
          scheme={scheme}
          value={marking}
          isRequired
          onType={(said) => setTyped({ ...typed, marking: said })}
        />
      </Group>
      <OptionFields
        kind={kind}
        options={options}
        change={(changed) => setTyped({ ...typed, options: { ...options, ...changed } })}
      />
      <Refusal error={opening.error} />
      <FormButtons label={words.open} isPending={opening.isPending} cancel={cancel} />
    </Stack>
  );
}

interface OptionFieldsProps {
  readonly kind: NewChannel['kind'];
  readonly options: Options;
  change(changed: Partial<Options>): void;
}

/** What a message holds, and what it may tell before it is opened. */
function OptionFields({ kind, options, change }: OptionFieldsProps) {
  const { recipients: words } = useWords();
  return (
    <>
      {kind !== 'atom' && (
        <NativeSelect
          label={words.form}
          value={options.form}
          data={FORMS.map((value) => ({ value, label: words.forms[value] }))}
          onChange={({ currentTarget }) => change({ form: currentTarget.value as Options['form'] })}
        />
      )}
      {kind === 'mail' && (
        <Checkbox
          label={words.hasPdf}
          checked={options.hasPdf}
          disabled={options.form === 'notice'}
          onChange={({ currentTarget }) => change({ hasPdf: currentTarget.checked })}
        />
      )}
      <NativeSelect
        label={words.subject}
        value={options.subject}
        data={SUBJECTS.map((value) => ({ value, label: words.subjects[value] }))}
        onChange={({ currentTarget }) => change({ subject: currentTarget.value as Options['subject'] })}
      />
    </>
  );
}
