import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import type { Node } from '@tiptap/pm/model';
import { CONFIDENCES, COPY_WORDS, LIKELIHOOD_RANGES, LIKELIHOODS } from '../../schema/report-text.ts';
import { useAllItems } from '../wire/all-items.ts';
import type { Order, WholeOrder } from '../wire/shapes.ts';
import { useWholeOrders } from '../wire/whole-orders.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import type { BlockAnswer } from './report-document.ts';

interface PortionPanelProps {
  /** The block in which the caret stands. */
  readonly block: Node | undefined;
  /** Orders whose questions may be answered. */
  readonly orderIds: readonly string[];
  addOrder(id: string): void;
  describe(said: Readonly<Record<string, unknown>>): void;
}

/** What is said of one portion beside its words. */
export function PortionPanel({ block, orderIds, addOrder, describe }: PortionPanelProps) {
  const { reportEditor } = useWords();
  const { language } = useLanguage();
  if (!block) return <Text size="sm">{reportEditor.noPortion}</Text>;
  const words = COPY_WORDS[language];
  const { confidence, likelihood } = block.attrs;
  return (
    <Stack gap="sm">
      <Select
        label={reportEditor.likelihood}
        placeholder={reportEditor.none}
        data={LIKELIHOODS.map((value) => ({
          value,
          label: `${words.likelihoods[value]} (${reportEditor.percent(LIKELIHOOD_RANGES[value])})`,
        }))}
        value={likelihood}
        clearable
        onChange={(value) => describe({ likelihood: value })}
      />
      <Select
        label={reportEditor.confidence}
        placeholder={reportEditor.none}
        data={CONFIDENCES.map((value) => ({ value, label: words.confidences[value] }))}
        value={confidence}
        clearable
        onChange={(value) => describe({ confidence: value })}
      />
      <Answers
        answers={block.attrs['answers'] as readonly BlockAnswer[]}
        orderIds={orderIds}
        addOrder={addOrder}
        change={(answers) => describe({ answers })}
      />
    </Stack>
  );
}

interface AnswersProps extends Pick<PortionPanelProps, 'orderIds' | 'addOrder'> {
  readonly answers: readonly BlockAnswer[];
  change(answers: readonly BlockAnswer[]): void;
}

const OPEN = { status: 'open' } as const;

function Answers({ answers, orderIds, addOrder, change }: AnswersProps) {
  const { reportEditor } = useWords();
  const open = useAllItems<Order>('orders', '/orders', OPEN);
  const known = useWholeOrders(orderIds);
  const others = (open.data ?? []).filter(({ id }) => !orderIds.includes(id));
  return (
    <Stack gap="xs" component="section" aria-label={reportEditor.answers}>
      <Text size="sm" fw={500}>
        {reportEditor.answers}
      </Text>
      {known.map((order) => (
        <OrderAnswers key={order.id} order={order} answers={answers} change={change} />
      ))}
      {others.length > 0 && (
        <Select
          size="xs"
          aria-label={reportEditor.answersOrder}
          placeholder={reportEditor.answersOrder}
          data={others.map(({ id, title }) => ({ value: id, label: title }))}
          value={null}
          searchable
          onChange={(id) => id !== null && addOrder(id)}
        />
      )}
    </Stack>
  );
}

interface OrderAnswersProps extends Pick<AnswersProps, 'answers' | 'change'> {
  readonly order: WholeOrder;
}

function OrderAnswers({ order, answers, change }: OrderAnswersProps) {
  const { reportEditor } = useWords();
  const wordings = new Map(order.order.questions.map(({ letter, wording }) => [letter, wording]));
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        {order.order.title}
      </Text>
      {order.questions.map(({ id, letter }) => {
        const answer = answers.find(({ questionId }) => questionId === id);
        const others = answers.filter(({ questionId }) => questionId !== id);
        const extent = answer ? (answer.isWhole ? 'wholly' : 'partly') : 'none';
        return (
          <Group key={id} gap="xs" wrap="nowrap" align="flex-start">
            <Text size="sm" flex={1} miw={0}>
              <b>{letter}</b> {wordings.get(letter)}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={reportEditor.question(letter, order.order.title)}
              value={extent}
              data={(['none', 'partly', 'wholly'] as const).map((value) => ({
                value,
                label: reportEditor.extent[value],
              }))}
              onChange={(chosen) =>
                change(chosen === 'none' ? others : [...others, { questionId: id, isWhole: chosen === 'wholly' }])
              }
            />
          </Group>
        );
      })}
    </Stack>
  );
}
