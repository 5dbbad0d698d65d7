import { Badge } from '@mantine/core';

/** How strongly a marking catches the eye, by the words that it begins with; whoever knows none of them sees it plainly. */
const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/^(TS|TOP SECRET)\b/, 'orange'],
  [/^(S|SECRET)\b/, 'red'],
  [/^(C|CONFIDENTIAL)\b/, 'blue'],
  [/^TLP:RED/, 'red'],
  [/^TLP:AMBER/, 'yellow'],
  [/^TLP:GREEN/, 'green'],
  [/^(SOURCE-PROTECTED|DESK)\b/, 'grape'],
];

/** No marking is ever cut short. */
const WHOLE = {
  root: { height: 'auto', maxWidth: '100%' },
  label: { whiteSpace: 'normal', overflow: 'visible' },
} as const;

/** A marking, in words: its colour says nothing that they do not. */
export function Marking({ text, size = 'sm' }: { readonly text: string; readonly size?: 'xs' | 'sm' | 'lg' }) {
  const color = COLOURS.find(([words]) => words.test(text))?.[1] ?? 'gray';
  return (
    <Badge color={color} variant="outline" radius="xs" size={size} tt="none" className="marking" styles={WHOLE}>
      {text}
    </Badge>
  );
}
