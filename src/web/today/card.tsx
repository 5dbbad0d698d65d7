import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Listing } from '../wire/pages.ts';

interface CardProps {
  readonly title: string;
  readonly none: string;
  readonly listing: Pick<Listing<unknown>, 'items' | 'isPending'>;
  readonly children: ReactNode;
}

/** A few things of one kind, or the sentence that there are none. */
export function Card({ title, none, listing, children }: CardProps) {
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h6" mb="xs">
        {title}
      </Title>
      {listing.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {listing.isPending ? '…' : none}
        </Text>
      ) : (
        <Stack gap="xs">{children}</Stack>
      )}
    </Paper>
  );
}
