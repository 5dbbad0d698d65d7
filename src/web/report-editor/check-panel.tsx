import { Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { FindingText } from '../order-editor/findings.tsx';
import type { WholeReport } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './report-editor.module.css';

type Finding = WholeReport['findings'][number];

interface CheckPanelProps {
  readonly findings: readonly Finding[];
  readonly portions: readonly { readonly id: string }[];
  /** Where a finding leads; nothing where the text is not here. */
  goTo?(portionId: string): void;
}

interface Grouped {
  readonly finding: Finding;
  /** Where it is found; none where it is of the whole. */
  readonly places: readonly { readonly portionId: string; readonly row?: number | undefined }[];
}

/** What is said of several portions is said once. */
function grouped(findings: readonly Finding[]): readonly Grouped[] {
  const groups = new Map<string, { finding: Finding; places: { portionId: string; row?: number | undefined }[] }>();
  for (const finding of findings) {
    const { code, severity, message, portionId, row } = finding;
    const key = JSON.stringify([severity, code, message, portionId === undefined]);
    const group = groups.get(key) ?? { finding, places: [] };
    if (portionId !== undefined) group.places.push({ portionId, row });
    groups.set(key, group);
  }
  const isLater = ({ finding }: Grouped) => Number(finding.severity !== 'error');
  return [...groups.values()].sort((one, other) => isLater(one) - isLater(other));
}

/** What is missing or does not fit, what must be put right first. */
export function CheckPanel({ findings, portions, goTo }: CheckPanelProps) {
  const { reportEditor } = useWords();
  if (findings.length === 0) {
    return (
      <Text size="sm">
        <IconCircleCheck size={16} aria-hidden /> {reportEditor.checksFine}
      </Text>
    );
  }
  const numbers = new Map(portions.map(({ id }, at) => [id, at + 1]));
  return (
    <Stack gap="xs" component="ul" className={styles['findings']!}>
      {grouped(findings).map((group) => (
        <li key={`${group.finding.code} ${group.finding.message} ${group.places.length}`}>
          <FindingLine {...group} numbers={numbers} {...(goTo && { goTo })} />
        </li>
      ))}
    </Stack>
  );
}

interface FindingLineProps extends Grouped {
  readonly numbers: ReadonlyMap<string, number>;
  goTo?(portionId: string): void;
}

function FindingLine({ finding, places, numbers, goTo }: FindingLineProps) {
  const { reportEditor } = useWords();
  const { severity } = finding;
  const Sign = severity === 'error' ? IconAlertTriangle : IconInfoCircle;
  return (
    <>
      <Text size="sm" {...(severity === 'error' && { c: 'red' })}>
        <Sign size={14} aria-label={reportEditor[severity]} /> <FindingText {...finding} />
      </Text>
      <Group gap={4} pl="md">
        {places.map(({ portionId, row }) => {
          const name = reportEditor.ofPortion(numbers.get(portionId) ?? 0, row);
          const key = `${portionId} ${row}`;
          if (goTo) {
            return (
              <Button
                key={key}
                size="compact-xs"
                variant="subtle"
                title={reportEditor.goThere}
                onClick={() => goTo(portionId)}
              >
                {name}
              </Button>
            );
          }
          return (
            <Text key={key} size="xs" c="dimmed">
              {name}
            </Text>
          );
        })}
      </Group>
    </>
  );
}
