import { Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFindingAt } from './findings.tsx';

interface TextFieldProps {
  /** Where it stands in what is sent, such as `order.title`. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  onType(value: string): void;
  readonly hint?: ReactNode;
  /** Of more than one, it grows with what is typed. */
  readonly rows?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly type?: 'text' | 'date' | 'email';
}

/** One text of an order, with what the desk said of it. */
export function TextField({
  path,
  label,
  value,
  onType,
  hint,
  rows = 1,
  isRequired = false,
  isDisabled = false,
  type = 'text',
}: TextFieldProps) {
  const error = useFindingAt(path);
  const shared = { label, value, error, description: hint, withAsterisk: isRequired, disabled: isDisabled, name: path };
  if (rows > 1)
    return (
      <Textarea {...shared} autosize minRows={rows} onChange={({ currentTarget }) => onType(currentTarget.value)} />
    );
  return <TextInput {...shared} type={type} onChange={({ currentTarget }) => onType(currentTarget.value)} />;
}
