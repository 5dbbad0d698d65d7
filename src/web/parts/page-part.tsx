import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PartTitleProps {
  readonly title: string;
  /** What it is for. */
  readonly hint?: string | undefined;
  readonly size?: 'h4' | 'h5';
}

/** The title of a part of a page. */
export function PartTitle({ title, hint, size = 'h4' }: PartTitleProps) {
  return (
    <div>
      <Title order={2} size={size}>
        {title}
      </Title>
      {hint !== undefined && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </div>
  );
}

interface PagePartProps extends Pick<PartTitleProps, 'title' | 'hint'> {
  readonly gap?: 'xs' | 'md' | 4;
  readonly children: ReactNode;
}

/** A part of a page under a title of its own. */
export function PagePart({ title, hint, gap = 'xs', children }: PagePartProps) {
  return (
    <Stack gap={gap} component="section">
      <PartTitle title={title} hint={hint} />
      {children}
    </Stack>
  );
}
