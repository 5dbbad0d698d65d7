import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import type { LogPage } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { sentenceOf } from '../words/said.ts';
import { useWords } from '../words/words-context.tsx';
import classes from './log.module.css';
import { useActions } from './use-actions.ts';

export type Entry = LogPage['items'][number];
export type Names = LogPage['names'];

const SYSTEM = '00000000-0000-0000-0000-000000000000';
const MOST_NAMED = 6;

/** Returns what whoever acted is called. */
export function useActorName(): (actor: string, names: Names) => string {
  const { log } = useWords();
  return (actor, names) => (actor === SYSTEM ? log.system : (names[actor] ?? log.somebody));
}

/** One entry as a sentence, with what it names. */
export function EntryLine({ entry: { entry }, names }: { readonly entry: Entry; readonly names: Names }) {
  const words = useWords();
  const actions = useActions();
  const nameOf = useActorName();
  const { actor, action, at, outcome, reasons, objects } = entry;
  const named = objects.filter(({ noun, id }) => noun !== 'token' && names[id] !== undefined && id !== actor);
  const circumstances = [
    reasons.includes('on-the-machine') && words.log.onMachine,
    objects.some(({ noun }) => noun === 'token') && action !== 'token-create' && words.log.byToken,
    ...reasons.filter((code) => code !== 'on-the-machine').map((code) => sentenceOf(words.refusals, { code }) ?? code),
  ];
  return (
    <li className={classes['line']}>
      <Text size="sm" c="dimmed" className={classes['when']}>
        <time dateTime={at}>{instantInWords(at, words)}</time>
      </Text>
      <div className={classes['what']}>
        <Text size="sm">
          <strong>{nameOf(actor, names)}</strong> {actions[action] ?? action}
          {outcome !== 'done' && (
            <Text span size="sm" fw={600}>
              {' '}
              – {words.log.outcome[outcome]}
            </Text>
          )}
        </Text>
        {named.length > 0 && (
          <Text size="sm">
            {named.slice(0, MOST_NAMED).map(({ noun, id }, index) => (
              <Named key={id} noun={noun} id={id} isFirst={index === 0}>
                {names[id]}
              </Named>
            ))}
            {named.length > MOST_NAMED && ` … (${named.length})`}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {circumstances.filter(Boolean).join(' · ')}
        </Text>
      </div>
    </li>
  );
}

interface NamedProps {
  readonly noun: string;
  readonly id: string;
  readonly isFirst: boolean;
  readonly children: ReactNode;
}

function Named({ noun, id, isFirst, children }: NamedProps) {
  return (
    <>
      {!isFirst && ', '}
      <PageLink to="/log/$objectId" params={{ objectId: id }} search={{ noun }} underline="always">
        {children}
      </PageLink>
    </>
  );
}
