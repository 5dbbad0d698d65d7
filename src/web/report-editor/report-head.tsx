import { Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { FindingText } from '../order-editor/findings.tsx';
import { Marking } from '../parts/marking.tsx';
import { refusalInWords } from '../parts/refusal-in-words.ts';
import { Refused } from '../wire/ask.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import type { SavingState } from './autosave.ts';
import type { LiveBanner } from './live-banner.ts';
import styles from './report-editor.module.css';
import type { UnitMark } from './shown-blocks.ts';

interface BannerBarProps {
  readonly banner: LiveBanner;
  readonly saving: SavingState;
  readonly unmarked: number;
  readonly portionNumber: ReadonlyMap<string, number>;
  goToUnmarked(): void;
  goTo(portionId: string): void;
}

/** What the report comes to as it stands, how far it is saved, and what is not marked yet; it stays in sight. */
export function BannerBar({ banner, saving, unmarked, portionNumber, goToUnmarked, goTo }: BannerBarProps) {
  const { reportEditor } = useWords();
  return (
    <Stack gap={4} className={styles['bar']!}>
      <Group gap="sm" justify="space-between">
        <Group gap="xs" aria-live="polite">
          <Text size="sm" fw={600}>
            {reportEditor.banner}
          </Text>
          {banner.banner === null ? (
            <Text size="sm" c="dimmed">
              {reportEditor.noBanner}
            </Text>
          ) : (
            <Marking text={banner.banner} size="lg" />
          )}
        </Group>
        <Saving state={saving} />
      </Group>
      {banner.complaint && (
        <Text size="sm" c="red">
          <FindingText {...banner.complaint} />
        </Text>
      )}
      <Group gap="sm">
        {unmarked > 0 && (
          <UnstyledButton onClick={goToUnmarked} className={styles['unmarked']}>
            <Text span size="sm">
              {reportEditor.mark.unmarkedCount(unmarked)}. {reportEditor.mark.next}
            </Text>
          </UnstyledButton>
        )}
        {banner.reasons.length > 0 && <Reasons banner={banner} portionNumber={portionNumber} goTo={goTo} />}
      </Group>
    </Stack>
  );
}

function Reasons({
  banner: { reasons },
  portionNumber,
  goTo,
}: Pick<BannerBarProps, 'banner' | 'portionNumber' | 'goTo'>) {
  const { reportEditor } = useWords();
  const { language } = useLanguage();
  return (
    <details className={styles['reasons']}>
      <summary>
        <Text span size="sm">
          {reportEditor.reasons}
        </Text>
      </summary>
      <ul className="plain">
        {reasons.map(({ element, sentence, portions }) => (
          <li key={`${element} ${sentence}`}>
            <Text span size="sm">
              <b>{element}</b>
              {portions.length === 0 && ` ${sentence}`}
            </Text>{' '}
            {portions.map((id) =>
              id === null ? (
                <Text key="title" span size="sm">
                  {reportEditor.mark.ofTitle}{' '}
                </Text>
              ) : (
                <Button key={id} size="compact-xs" variant="subtle" onClick={() => goTo(id)}>
                  {reportEditor.portionNumber(portionNumber.get(id) ?? 0)}
                </Button>
              ),
            )}
            {language === 'en' && portions.length > 0 && (
              <Text span size="xs" c="dimmed">
                {sentence}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Saving({ state }: { readonly state: SavingState }) {
  const words = useWords();
  const { saving } = words.reportEditor;
  if (state.kind === 'failed') {
    const problem = state.error instanceof Refused ? state.error.problem : undefined;
    const [first] = problem?.findings ?? [];
    return (
      <Text size="sm" c="red" role="alert">
        {saving.failed}
        {words.colon}
        {first ? <FindingText {...first} /> : refusalInWords(state.error, words)} {state.isTriedAgain && saving.again}
      </Text>
    );
  }
  return (
    <Text size="sm" c={state.kind === 'conflict' ? 'red' : 'dimmed'} role="status">
      {saving[state.kind]}
    </Text>
  );
}

interface TitleFieldProps {
  readonly title: string;
  readonly unit: UnitMark;
  change(title: string): void;
  mark(): void;
  /** To the text. */
  goOn(): void;
}

/** The title is a portion as well, with a mark of its own. */
export function TitleField({ title, unit, change, mark, goOn }: TitleFieldProps) {
  const { reportEditor } = useWords();
  const words = reportEditor.mark;
  const label = unit.mark === '' ? '(?)' : `(${unit.mark})`;
  return (
    <div className={styles['titleLine']}>
      <button
        type="button"
        className={styles['mark']}
        data-state={unit.state}
        aria-label={`${words.title(words.ofTitle)}: ${unit.mark === '' ? words.isUnmarked : words.isMarked(unit.mark)}`}
        onClick={mark}
      >
        {label}
      </button>
      <Textarea
        aria-label={reportEditor.title}
        placeholder={reportEditor.title}
        value={title}
        maxLength={300}
        variant="unstyled"
        size="lg"
        autosize
        minRows={1}
        classNames={{ input: styles['title']! }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          goOn();
        }}
        onChange={({ currentTarget }) => change(currentTarget.value.replace(/\s*\n\s*/gu, ' '))}
      />
    </div>
  );
}
