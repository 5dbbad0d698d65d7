import { Alert, Badge, Button, FileInput, Group, Select, Stack, Table, Text, Textarea, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FindingText, RefusedText } from '../order-editor/findings.tsx';
import { LAST_SCHEME } from '../order-editor/last-scheme.ts';
import { SCHEMES } from '../order-editor/schemes.ts';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { write } from '../wire/ask.ts';
import type { CheckedOrderFile, DraftedOrderFile } from '../wire/shapes.ts';
import { sentenceOf } from '../words/said.ts';
import { useWords } from '../words/words-context.tsx';

/** Where an order file is checked, and its orders drafted: nothing is made before somebody has seen what it would be. */
export function ImportOrdersPage() {
  const { orderPage, orderEditor } = useWords();
  const queries = useQueryClient();
  const [sent, setSent] = useState({ text: '', scheme: localStorage.getItem(LAST_SCHEME) ?? 'desk' });
  const checking = useMutation({
    mutationFn: (file: typeof sent) => write<CheckedOrderFile>('POST', '/orders/file-checks', file),
  });
  const drafting = useMutation({
    mutationFn: (file: typeof sent) => write<DraftedOrderFile>('POST', '/orders/files', file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
  const change = (changed: Partial<typeof sent>): void => {
    setSent({ ...sent, ...changed });
    checking.reset();
    drafting.reset();
  };
  const choose = async (file: File | null): Promise<void> => {
    if (!file) return;
    const read = { ...sent, text: await file.text() };
    change(read);
    checking.mutate(read);
  };
  return (
    <Stack p="md" maw={900}>
      <Title order={1} size="h3">
        {orderPage.importTitle}
      </Title>
      <Text c="dimmed">{orderPage.importHint}</Text>
      <Group align="flex-end">
        <FileInput
          label={orderPage.importChoose}
          leftSection={<IconUpload size={16} aria-hidden />}
          accept=".yaml,.yml"
          flex={1}
          miw={200}
          onChange={(file) => void choose(file)}
        />
        <Select
          label={orderPage.importScheme}
          data={SCHEMES.map((value) => ({ value, label: orderEditor.schemes[value] }))}
          value={sent.scheme}
          allowDeselect={false}
          onChange={(scheme) => scheme !== null && change({ scheme })}
        />
      </Group>
      <Textarea
        label={orderPage.importPaste}
        value={sent.text}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <Button
        w="fit-content"
        variant="default"
        disabled={sent.text.trim() === ''}
        loading={checking.isPending}
        onClick={() => checking.mutate(sent)}
      >
        {orderPage.importCheck}
      </Button>
      <div aria-live="polite">
        <Refusal error={checking.error ?? drafting.error} />
        {checking.data && !drafting.data && (
          <Checked checked={checking.data} isDrafting={drafting.isPending} draft={() => drafting.mutate(sent)} />
        )}
        {checking.data && drafting.data && <Drafted checked={checking.data} drafted={drafting.data} />}
      </div>
    </Stack>
  );
}

function Refusal({ error }: { readonly error: Error | null }) {
  if (!error) return null;
  return (
    <Alert color="red">
      <RefusedText error={error} />
    </Alert>
  );
}

interface CheckedProps {
  readonly checked: CheckedOrderFile;
  readonly isDrafting: boolean;
  draft(): void;
}

function Checked({ checked: { orders, targets, findings }, isDrafting, draft }: CheckedProps) {
  const { orderPage } = useWords();
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return (
    <Stack>
      {findings.length > 0 && <Findings findings={findings} />}
      <Title order={2} size="h5">
        {orderPage.importWould}
      </Title>
      {orders.length === 0 && <Text>{orderPage.importNothing}</Text>}
      {orders.map(({ name, title, marking, questions }) => (
        <Group key={name} gap="xs">
          <Text>{orderPage.importOrder(title, questions)}</Text>
          <Marking text={marking} size="xs" />
        </Group>
      ))}
      {targets
        .filter(({ isHere }) => !isHere)
        .map(({ name, title }) => (
          <Text key={name} size="sm">
            {orderPage.importTarget(title)}
          </Text>
        ))}
      {orders.length > 0 && !hasErrors && (
        <Button w="fit-content" loading={isDrafting} onClick={draft}>
          {orderPage.importDraft(orders.length)}
        </Button>
      )}
    </Stack>
  );
}

function Findings({ findings }: { readonly findings: CheckedOrderFile['findings'] }) {
  const { orderPage } = useWords();
  return (
    <>
      <Title order={2} size="h5">
        {orderPage.importFindings(findings.length)}
      </Title>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {findings.map((finding) => (
            <Table.Tr key={`${finding.line}:${finding.column} ${finding.code} ${finding.message}`}>
              <Table.Td w={{ base: 110, sm: 180 }} style={{ verticalAlign: 'top' }}>
                {orderPage.importAt(finding.line, finding.column)}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Badge size="sm" color={finding.severity === 'error' ? 'red' : 'yellow'} variant="light" mr="xs">
                  {orderPage[finding.severity]}
                </Badge>
                <FindingText {...finding} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Drafted({
  checked,
  drafted: { orders },
}: {
  readonly checked: CheckedOrderFile;
  readonly drafted: DraftedOrderFile;
}) {
  const { orderEditor, orderPage } = useWords();
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {orderPage.importDone}
      </Title>
      {orders.map((outcome, at) => {
        const title = checked.orders[at]?.title ?? '';
        if ('id' in outcome) {
          return (
            <PageLink key={outcome.id} to="/orders/$orderId" params={{ orderId: outcome.id }}>
              {title}
            </PageLink>
          );
        }
        return (
          <Text key={title} c="red">
            {title} – {sentenceOf(orderEditor.findings, { code: outcome.refused }) ?? orderPage.importRefused}
          </Text>
        );
      })}
    </Stack>
  );
}
