import { Divider, Input, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { useAllItems } from '../wire/all-items.ts';
import type { Target } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { BackgroundFields } from './background-fields.tsx';
import { type Draft, nameOf, tidied } from './draft.ts';
import { FindingPlaces, useFindingAt } from './findings.tsx';
import { LAST_SCHEME } from './last-scheme.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { MarkingPicker } from './marking-picker.tsx';
import { QuestionRows } from './question-rows.tsx';
import { ReachFields } from './reach-fields.tsx';
import { SaveBar } from './save-bar.tsx';
import { TargetRows } from './target-rows.tsx';
import { TextField } from './text-field.tsx';
import { useSaving, versionNow, type WrittenOver } from './use-saving.ts';
import { WindowFields } from './window-fields.tsx';

interface OrderEditorProps {
  readonly title: string;
  readonly first: Draft;
  readonly over?: WrittenOver;
  readonly note?: string;
}

/** Where an order is written, new or as its next version. */
export function OrderEditor({ title, first, over: begunOver, note }: OrderEditorProps) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(first);
  const [kept, setKept] = useState(first);
  const [over, setOver] = useState(begunOver);
  const isDone = useRef(false);
  const { save, isSaving, error, problem, notSubmitted } = useSaving(
    ({ place, draft: saved, notSubmitted: refused }) => {
      localStorage.setItem(LAST_SCHEME, saved.scheme);
      if (refused) {
        setKept(saved);
        setOver(place);
        return;
      }
      isDone.current = true;
      void navigate({ to: '/orders/$orderId', params: { orderId: place.id } });
    },
  );
  const isChanged = draft !== kept;
  const change = (changed: Partial<Draft>): void => setDraft((before) => ({ ...before, ...changed }));
  const send = (isSubmitted: boolean, onto = over): void => {
    const tidy = tidied(draft);
    setDraft(tidy);
    save({ draft: tidy, over: onto, isSubmitted });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!(event.key === 's' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    if (!isSaving) send(false);
  };
  const overTheirs = async (): Promise<void> => {
    if (!over) return;
    const theirs = { ...over, version: await versionNow(over.id) };
    setOver(theirs);
    send(false, theirs);
  };
  return (
    <FindingPlaces problem={problem}>
      <form noValidate onSubmit={(event) => event.preventDefault()} onKeyDown={onKey}>
        <Stack p="md" gap="lg" maw={900}>
          <Title order={1} size="h3">
            {title}
          </Title>
          {note !== undefined && <Text c="dimmed">{note}</Text>}
          <Fields {...{ draft, change }} isAmended={over !== undefined} />
          <SaveBar
            {...{ over, isChanged, isSaving, problem, message: error?.message ?? notSubmitted?.detail }}
            isSaved={notSubmitted !== undefined}
            save={send}
            overTheirs={() => void overTheirs()}
            cancel={() =>
              void navigate(over ? { to: '/orders/$orderId', params: { orderId: over.id } } : { to: '/orders' })
            }
          />
        </Stack>
      </form>
      <LeaveGuard isChanged={() => isChanged && !isDone.current} />
    </FindingPlaces>
  );
}

interface FieldsProps {
  readonly draft: Draft;
  readonly isAmended: boolean;
  change(changed: Partial<Draft>): void;
}

function Fields({ draft, isAmended, change }: FieldsProps) {
  const { orderEditor } = useWords();
  const targets = useAllItems<Target>('targets', '/targets');
  const named = useMemo(() => targets.data?.map(({ name, title }) => ({ name, title })), [targets.data]);
  return (
    <>
      <Section title={orderEditor.sections.what}>
        <What {...{ draft, change, isAmended }} />
      </Section>
      <Section title={orderEditor.sections.questions}>
        <QuestionRows {...{ draft, change }} targets={named} />
      </Section>
      <Section title={orderEditor.sections.marking}>
        <MarkingPicker {...{ draft, change }} isKept={isAmended} />
      </Section>
      <Section title={orderEditor.sections.window}>
        <WindowFields {...{ draft, change }} />
      </Section>
      <Section title={orderEditor.sections.targets}>
        <TargetRows {...{ draft, change }} known={targets.data} />
      </Section>
      <Section title={orderEditor.sections.reach}>
        <ReachFields {...{ draft, change }} />
      </Section>
      <Section title={orderEditor.sections.more}>
        <BackgroundFields {...{ draft, change }} />
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <Divider
        label={
          <Title id={id} order={2} size="h5" c="var(--mantine-color-text)">
            {title}
          </Title>
        }
        labelPosition="left"
      />
      {children}
    </Stack>
  );
}

/** A name follows the title until somebody writes another one. */
function What({ draft, change, isAmended }: FieldsProps) {
  const { orderEditor } = useWords();
  const { id, title, purpose, priority } = draft;
  const label = useId();
  const refused = useFindingAt('order.priority');
  const type = (typed: string): void => {
    const follows = !isAmended && id === nameOf(title);
    change({ title: typed, ...(follows && { id: nameOf(typed) }) });
  };
  return (
    <Stack gap="sm">
      <TextField
        path="order.title"
        label={orderEditor.title}
        hint={orderEditor.titleHint}
        value={title}
        isRequired
        onType={type}
      />
      <TextField
        path="order.purpose"
        label={orderEditor.purpose}
        hint={orderEditor.purposeHint}
        value={purpose}
        rows={2}
        isRequired
        onType={(typed) => change({ purpose: typed })}
      />
      <TextField
        path="order.id"
        label={orderEditor.name}
        hint={orderEditor.nameHint}
        value={id}
        isRequired
        isDisabled={isAmended}
        onType={(typed) => change({ id: typed })}
      />
      <fieldset className="plain" aria-labelledby={label}>
        <Input.Label labelElement="div" id={label}>
          {orderEditor.priority}
        </Input.Label>
        <Text size="xs" c={refused === undefined ? 'dimmed' : 'red'}>
          {refused ?? orderEditor.priorityHint}
        </Text>
        <SegmentedControl
          mt={4}
          data={['1', '2', '3', '4', '5']}
          value={String(priority)}
          onChange={(chosen) => change({ priority: Number(chosen) })}
        />
      </fieldset>
    </Stack>
  );
}
