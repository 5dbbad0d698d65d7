import { Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay } from '../shell/use-may.ts';
import { useWords } from '../words/words-context.tsx';
import classes from './settings.module.css';

/** What stands around every page of the settings. */
export function SettingsFrame({ children }: { readonly children: ReactNode }) {
  const { settings: words } = useWords();
  const isAdministrator = useMay('administrator');
  const isOfDesk = useMay('editor', 'analyst', 'releaser');
  const places = [
    ['/settings', words.places.account],
    ['/settings/appearance', words.places.appearance],
    ...(isOfDesk ? ([['/settings/notices', words.places.notices]] as const) : []),
    ...(isAdministrator
      ? ([
          ['/settings/people', words.places.people],
          ['/settings/recipients', words.places.recipients],
          ['/settings/groups', words.places.groups],
          ['/settings/desk', words.places.desk],
        ] as const)
      : []),
  ] as const;
  return (
    <Stack p="md" maw={800}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      <nav aria-label={words.title} className={classes['places']}>
        {places.map(([path, label]) => (
          <Link key={path} to={path} className={classes['place']} activeOptions={{ exact: path === '/settings' }}>
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </Stack>
  );
}
