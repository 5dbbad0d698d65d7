import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';

/** Where a password is typed; whoever types it can look at it. */
export function Password(props: PasswordInputProps) {
  const { common } = useWords();
  return <PasswordInput visibilityToggleButtonProps={{ 'aria-label': common.showPassword }} required {...props} />;
}
