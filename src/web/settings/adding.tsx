import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface AddingProps {
  readonly label: string;
  form(close: () => void): ReactNode;
}

/** A button that opens the form by which one more is added. */
export function Adding({ label, form }: AddingProps) {
  const [isOpen, opened] = useDisclosure();
  if (isOpen) return form(opened.close);
  return (
    <Group>
      <Button onClick={opened.open}>{label}</Button>
    </Group>
  );
}
