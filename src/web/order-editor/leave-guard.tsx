import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useWords } from '../words/words-context.tsx';

interface LeaveGuardProps {
  isChanged(): boolean;
  /** Where something is saved by itself, it is saved before anybody is asked. */
  settle?(): Promise<void>;
}

/** Asks whoever leaves with something unsaved; it is kept nowhere, since a browser is no place for marked text. */
export function LeaveGuard({ isChanged, settle }: LeaveGuardProps) {
  const { orderEditor, common } = useWords();
  const blocker = useBlocker({
    async shouldBlockFn() {
      if (isChanged()) await settle?.();
      return isChanged();
    },
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  const isAsked = blocker.status === 'blocked';
  return (
    <Modal
      opened={isAsked}
      onClose={() => blocker.reset?.()}
      title={orderEditor.leaveTitle}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Text size="sm">{orderEditor.leaveText}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {orderEditor.leave}
        </Button>
        <Button data-autofocus onClick={() => blocker.reset?.()}>
          {orderEditor.stay}
        </Button>
      </Group>
    </Modal>
  );
}
