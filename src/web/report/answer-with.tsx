import { Button, Group, Kbd, Modal, Stack, Text, Textarea, Tooltip, UnstyledButton } from '@mantine/core';
import { IconWritingSign } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { carry, quotationOf, selectedOf } from '../report-editor/carried.ts';
import { useKeys } from '../shell/keys.ts';
import { useMay } from '../shell/use-may.ts';
import { useListing } from '../wire/pages.ts';
import type { Report, WholeDocument } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './report-lists.module.css';

/** What is answered with, and what it answers where that is known. */
interface AnswerWithProps {
  readonly document: WholeDocument;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly hit?: {
    readonly id: string;
    readonly credibility: number | null;
    readonly orderId: string;
    readonly questionId: string;
  };
}

/** Takes a document, or what of it is selected, into a report: one that is being written, or a new one. */
export function AnswerWith(props: AnswerWithProps) {
  const { reportEditor } = useWords();
  const mayWrite = useMay('editor', 'analyst');
  const [quotation, setQuotation] = useState<string>();
  const { body } = props.document;
  // What is selected is gone when something else has the focus.
  const open = (): void =>
    setQuotation(selectedOf(body, window.getSelection()?.toString() ?? '') ?? quotationOf(body, props.spans));
  useKeys(mayWrite ? { w: open } : {});
  if (!mayWrite) return null;
  return (
    <>
      <Tooltip label={<Kbd>w</Kbd>}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWritingSign size={14} aria-hidden />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={open}
        >
          {reportEditor.answerWith}
        </Button>
      </Tooltip>
      {quotation !== undefined && (
        <AnswerDialog {...props} quotation={quotation} close={() => setQuotation(undefined)} />
      )}
    </>
  );
}

interface AnswerDialogProps extends AnswerWithProps {
  readonly quotation: string;
  close(): void;
}

function AnswerDialog({ document, hit, quotation: first, close }: AnswerDialogProps) {
  const words = useWords();
  const { reportEditor, reports, common } = words;
  const navigate = useNavigate();
  const [quotation, setQuotation] = useState(first);
  const drafts = useListing<Report>('reports', '/reports', { status: 'draft', orderId: hit?.orderId, most: 20 });
  const others = useListing<Report>('reports', '/reports', { status: 'draft', most: 20 });
  const shown = hit
    ? [...drafts.items, ...others.items.filter(({ id }) => !drafts.items.some((one) => one.id === id))]
    : others.items;
  const take = (): { readonly order?: string } => {
    const { id: documentId, title, sourceId, sourceName } = document;
    carry({
      ...{ documentId, title, sourceId, sourceName, quotation: quotation.trim() },
      ...(hit && {
        hit: { id: hit.id, credibility: hit.credibility },
        answers: { orderId: hit.orderId, questionId: hit.questionId },
      }),
    });
    return hit ? { order: hit.orderId } : {};
  };
  return (
    <Modal
      opened
      onClose={close}
      title={reportEditor.answerTitle}
      closeButtonProps={{ 'aria-label': common.close }}
      size="lg"
    >
      <Stack gap="sm">
        <Text fw={600}>{document.title}</Text>
        <Textarea
          label={reportEditor.answerQuotation}
          description={reportEditor.cite.quotationHint}
          value={quotation}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={8}
          onChange={({ currentTarget }) => setQuotation(currentTarget.value)}
        />
        <Text size="sm" fw={500}>
          {reportEditor.answerDraft}
        </Text>
        <Refusal error={drafts.error} />
        <div className={styles['drafts']}>
          {shown.map(({ id, title, orders, changedAt }) => (
            <UnstyledButton
              key={id}
              className={styles['draft']}
              onClick={() => void navigate({ to: '/reports/$reportId/edit', params: { reportId: id }, search: take() })}
            >
              <Text span size="sm">
                {title.trim() || reports.untitled}
              </Text>
              <Text span size="xs" c="dimmed">
                {[
                  ...orders.map((order) => reports.answers(order.title, order.letters.join(', '))),
                  agoInWords(changedAt, words),
                ].join(' · ')}
              </Text>
            </UnstyledButton>
          ))}
          <MoreButton {...others} />
        </div>
        <Group justify="flex-end">
          <Button data-autofocus onClick={() => void navigate({ to: '/reports/new', search: take() })}>
            {reportEditor.answerNew}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
