import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Refusal } from '../parts/refusal.tsx';

interface CardProps {
  readonly title: string;
  readonly none: string;
  readonly listing: { readonly items: readonly unknown[]; readonly isPending: boolean; readonly error: Error | null };
  readonly children: ReactNode;
}

/** A few things of one kind, or the sentence that there are none, or why that cannot be told. */
export function Card({ title, none, listing: { items, isPending, error }, children }: CardProps) {
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h6" mb="xs">
        {title}
      </Title>
      <Refusal error={error} />
      {items.length > 0 && <Stack gap="xs">{children}</Stack>}
      {items.length === 0 && error === null && (
        <Text size="sm" c="dimmed">
          {isPending ? '…' : none}
        </Text>
      )}
    </Paper>
  );
}
