import { ActionIcon, Button, Group, Kbd, Menu, Text, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconClock, IconQuestionMark, IconUserPlus, IconX } from '@tabler/icons-react';
import { useAllItems } from '../wire/all-items.ts';
import { useSession } from '../wire/session.ts';
import type { Reader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import type { Decision } from './deeds.ts';
import { type SnoozeTime, snoozeEnd } from './snooze-times.ts';
import classes from './triage.module.css';

/** Whom hits are given to. */
export interface Member {
  readonly id: string;
  readonly name: string;
}

/** What can be done with the hits that are picked, or with the one that is read. */
export interface Acting {
  decide(decision: Decision): void;
  snooze(until: Date | null): void;
  assign(member: Member | null): void;
}

interface ToolbarProps {
  readonly acting: Acting;
  readonly current: string | undefined;
  /** Where a line is a story, what is done with it is a judgement. */
  readonly isStory: boolean;
  readonly isSnoozed: boolean;
  goBack(): void;
}

const DECISIONS = [
  { decision: 'relevant', key: 'r', icon: IconCheck, color: 'green' },
  { decision: 'not-relevant', key: 'n', icon: IconX, color: 'gray' },
  { decision: 'to-verify', key: 'v', icon: IconQuestionMark, color: 'yellow' },
] as const;

export function Toolbar({ acting, current, isStory, isSnoozed, goBack }: ToolbarProps) {
  const { triage, common } = useWords();
  return (
    <Group className={classes['decisions'] ?? ''} gap="xs">
      <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" onClick={goBack} aria-label={common.close}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      {DECISIONS.map(({ decision, key, icon: DecisionIcon, color }) => (
        <Tooltip key={decision} label={<Kbd>{key}</Kbd>}>
          <Button
            size="xs"
            color={color}
            variant={current === decision ? 'filled' : 'light'}
            autoContrast
            aria-pressed={current === decision}
            leftSection={<DecisionIcon size={14} aria-hidden />}
            onClick={() => acting.decide(decision)}
          >
            {triage.judgement[decision]}
          </Button>
        </Tooltip>
      ))}
      {!isStory && <SnoozeMenu snooze={acting.snooze} isSnoozed={isSnoozed} />}
      {!isStory && <AssignMenu assign={acting.assign} />}
    </Group>
  );
}

function SnoozeMenu({ snooze, isSnoozed }: { snooze: Acting['snooze']; readonly isSnoozed: boolean }) {
  const { triage } = useWords();
  const times: readonly SnoozeTime[] = ['hour', 'tomorrow', 'week'];
  if (isSnoozed) {
    return (
      <Button size="xs" variant="default" onClick={() => snooze(null)}>
        {triage.unsnooze}
      </Button>
    );
  }
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconClock size={14} aria-hidden />}>
          {triage.snooze}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {times.map((time) => (
          <Menu.Item
            key={time}
            onClick={() => snooze(snoozeEnd(time))}
            {...(time === 'tomorrow' && { rightSection: <Kbd>s</Kbd> })}
          >
            {triage.snoozeUntil[time]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AssignMenu({ assign }: { assign: Acting['assign'] }) {
  const { triage } = useWords();
  const { data: session } = useSession();
  const readers = useAllItems<Reader>('readers', '/readers');
  const others = (readers.data ?? []).filter(({ id, kind }) => kind === 'person' && id !== session?.id);
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconUserPlus size={14} aria-hidden />}>
          {triage.assign}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {session && (
          <Menu.Item onClick={() => assign(session)} rightSection={<Kbd>a</Kbd>}>
            {triage.assignToMe}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => assign(null)}>{triage.assignToNobody}</Menu.Item>
        {others.length > 0 && <Menu.Divider />}
        {others.map((one) => (
          <Menu.Item key={one.id} onClick={() => assign(one)}>
            <Text size="sm" maw={260} truncate>
              {one.name}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
