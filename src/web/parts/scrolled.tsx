import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

interface ScrolledProps {
  /** What stands in it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** What may be wider than the page and scrolls by itself, by the keyboard too (WCAG 2.1.1). */
export function Scrolled({ label, children }: ScrolledProps) {
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="present"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
    >
      {children}
    </ScrollArea>
  );
}
