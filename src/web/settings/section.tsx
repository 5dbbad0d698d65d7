import { Paper, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PartTitle } from '../parts/page-part.tsx';

interface SectionProps {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** A part of a page of the settings, with what it is for. */
export function Section({ title, hint, children }: SectionProps) {
  return (
    <Paper withBorder p="md" component="section">
      <Stack gap="sm" align="flex-start">
        <PartTitle title={title} hint={hint} size="h5" />
        {children}
      </Stack>
    </Paper>
  );
}
