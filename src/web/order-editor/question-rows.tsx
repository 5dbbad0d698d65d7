import { Collapse, Group, Paper, Select, Stack, TagsInput, Text, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../words/words-context.tsx';
import { type Draft, type DraftExpression, type DraftQuestion, freeLetter, freshKey, freshQuestion } from './draft.ts';
import { ExpressionField } from './expression-field.tsx';
import type { NamedTarget } from './expression-reading.ts';
import { useFindingAmong, useFindingAt } from './findings.tsx';
import { MarkingInput } from './marking-picker.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { RowList } from './row-list.tsx';
import { TextField } from './text-field.tsx';

/** Languages that are offered first; the expression of an order in another one keeps it. */
const LANGUAGES = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pl', 'pt', 'ru', 'ar', 'uk', 'tr', 'zh'];

interface QuestionRowsProps {
  readonly draft: Draft;
  readonly targets: readonly NamedTarget[] | undefined;
  change(changed: Partial<Draft>): void;
}

/** The questions of an order. */
export function QuestionRows({ draft, targets, change }: QuestionRowsProps) {
  const { orderEditor } = useWords();
  const { language } = useLanguage();
  const last = draft.questions.at(-1)?.expressions[0]?.language ?? language;
  const refused = useFindingAt('order.questions');
  return (
    <Stack gap="sm">
      {refused !== undefined && <Text c="red">{refused}</Text>}
      <RowList
        rows={draft.questions}
        onChange={(questions) => change({ questions })}
        fresh={() => freshQuestion(freeLetter(draft.questions), last)}
        addLabel={orderEditor.addQuestion}
        sayRow={({ letter }) => orderEditor.question(letter)}
        least={1}
      >
        {(question, changeRow, at) => <QuestionRow {...{ draft, question, targets, at }} change={changeRow} />}
      </RowList>
    </Stack>
  );
}

interface QuestionRowProps {
  readonly draft: Draft;
  readonly question: DraftQuestion;
  readonly targets: readonly NamedTarget[] | undefined;
  readonly at: number;
  change(changed: Partial<DraftQuestion>): void;
}

function QuestionRow({ draft, question, targets, at, change }: QuestionRowProps) {
  const { orderEditor } = useWords();
  const path = `order.questions.${at}`;
  const { letter, wording, marking, neededBy } = question;
  return (
    <Paper withBorder p="sm" component="section" aria-label={orderEditor.question(letter)}>
      <Stack gap="sm">
        <Title order={3} size="sm">
          {orderEditor.question(letter)}
        </Title>
        <TextField
          path={`${path}.wording`}
          label={orderEditor.wording}
          value={wording}
          rows={2}
          isRequired
          onType={(typed) => change({ wording: typed })}
        />
        <Expressions {...{ draft, question, targets, path, change }} />
        <More path={path} label={moreLabel(orderEditor)} isUsed={hasMore(question)}>
          <Group gap="sm" align="flex-start">
            <TextField
              path={`${path}.letter`}
              label={orderEditor.letter}
              value={letter}
              onType={(typed) => change({ letter: typed })}
            />
            <TextField
              path={`${path}.neededBy`}
              label={orderEditor.neededBy}
              value={neededBy}
              type="date"
              onType={(typed) => change({ neededBy: typed })}
            />
            <MarkingInput
              path={`${path}.marking`}
              label={orderEditor.partMarking}
              scheme={draft.scheme}
              value={marking}
              onType={(typed) => change({ marking: typed })}
            />
          </Group>
          <Threshold {...{ question, path, change }} />
        </More>
      </Stack>
    </Paper>
  );
}

function moreLabel({ neededBy, partMarking, threshold }: ReturnType<typeof useWords>['orderEditor']): string {
  return [neededBy, partMarking, threshold.split(/ ?:| à /)[0]].join(' · ');
}

function hasMore({ marking, neededBy, amount, list, significance }: DraftQuestion): boolean {
  return [marking, neededBy, amount, significance].some((text) => text !== '') || list.length > 0;
}

function Threshold({
  question,
  path,
  change,
}: {
  readonly question: DraftQuestion;
  readonly path: string;
  change(changed: Partial<DraftQuestion>): void;
}) {
  const { orderEditor } = useWords();
  const listError = useFindingAt(`${path}.threshold.list`);
  return (
    <Stack gap="xs" component="fieldset" className="plain">
      <Text component="legend" size="sm" fw={600} p={0} mb={4}>
        {orderEditor.threshold}
      </Text>
      <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
        <TextField
          path={`${path}.threshold.amount`}
          label={orderEditor.thresholdAmount}
          value={question.amount}
          onType={(amount) => change({ amount })}
        />
        <TagsInput
          label={orderEditor.thresholdList}
          value={[...question.list]}
          error={listError}
          miw={220}
          onChange={(list) => change({ list })}
        />
      </Group>
      <TextField
        path={`${path}.threshold.significance`}
        label={orderEditor.thresholdSignificance}
        value={question.significance}
        onType={(significance) => change({ significance })}
      />
    </Stack>
  );
}

interface MoreProps {
  readonly path: string;
  readonly label: string;
  readonly isUsed: boolean;
  readonly children: ReactNode;
}

/** What most questions do without: folded away until somebody looks, unless something in it was said or refused. */
function More({ path, label, isUsed, children }: MoreProps) {
  const [isOpen, { toggle }] = useDisclosure(isUsed);
  const isRefused = useFindingAmong(path, ['letter', 'neededBy', 'marking', 'threshold']);
  const isShown = isOpen || isRefused;
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={isShown} c="dimmed">
        <Group gap={4}>
          {isShown ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          <Text size="sm">{label}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={isShown}>
        <Stack gap="sm" pt="xs">
          {children}
        </Stack>
      </Collapse>
    </div>
  );
}

interface ExpressionsProps extends Omit<QuestionRowProps, 'at'> {
  readonly path: string;
}

function Expressions({ draft, question, targets, path, change }: ExpressionsProps) {
  const { orderEditor } = useWords();
  const { expressions } = question;
  const refused = useFindingAt(`${path}.expressions`);
  const { from, until, isEndUnknown } = draft;
  const window = { ...(from && { from }), ...(until && !isEndUnknown && { until }) };
  const next = LANGUAGES.find((one) => !expressions.some(({ language }) => language === one)) ?? '';
  return (
    <>
      {refused !== undefined && <Text c="red">{refused}</Text>}
      <RowList
        rows={expressions}
        onChange={(changed) => change({ expressions: changed })}
        fresh={() => ({ key: freshKey(), language: next, source: '' })}
        addLabel={orderEditor.addExpression}
        sayRow={({ language }) => orderEditor.expression(language)}
        least={1}
      >
        {(expression, changeRow, at) => (
          <>
            <ExpressionField
              path={`${path}.expressions.${at}.source`}
              value={expression.source}
              language={expression.language}
              targets={targets}
              onType={(source) => changeRow({ source })}
            />
            <PreviewPanel expression={expression.source} language={expression.language} window={window}>
              <LanguageSelect expression={expression} choose={(language) => changeRow({ language })} />
            </PreviewPanel>
          </>
        )}
      </RowList>
    </>
  );
}

function LanguageSelect({
  expression: { language },
  choose,
}: {
  readonly expression: DraftExpression;
  choose(language: string): void;
}) {
  const { orderEditor, locale } = useWords();
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const all = LANGUAGES.includes(language) ? LANGUAGES : [...LANGUAGES, language];
  return (
    <Select
      label={orderEditor.expressionLanguage}
      size="xs"
      w={200}
      data={all.map((value) => ({ value, label: `${names.of(value)} (${value})` }))}
      value={language}
      searchable
      allowDeselect={false}
      onChange={(chosen) => chosen !== null && choose(chosen)}
    />
  );
}
