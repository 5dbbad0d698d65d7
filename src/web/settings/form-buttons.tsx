import { Button, Group } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';

interface FormButtonsProps {
  /** What is done. */
  readonly label: string;
  readonly isPending: boolean;
  cancel(): void;
}

/** Does what a form is for, or leaves it. */
export function FormButtons({ label, isPending, cancel }: FormButtonsProps) {
  const { settings } = useWords();
  return (
    <Group gap="xs">
      <Button type="submit" loading={isPending}>
        {label}
      </Button>
      <Button variant="default" onClick={cancel}>
        {settings.cancel}
      </Button>
    </Group>
  );
}
