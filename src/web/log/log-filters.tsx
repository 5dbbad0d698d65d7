import { Button, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../words/words-context.tsx';
import type { Names } from './entry-line.tsx';
import type { LogSearch } from './use-log.ts';

/** What of the log is shown; the address keeps it. */
export function LogFilters({ search, people }: { readonly search: LogSearch; readonly people: Names }) {
  const { log: words } = useWords();
  const navigate = useNavigate();
  const say = (changed: Partial<Record<keyof LogSearch, string>>): void => {
    const said = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== '');
    void navigate({ to: '/log', search: Object.fromEntries(said) as LogSearch, replace: true });
  };
  const select = (name: keyof LogSearch, label: string, none: string, choices: Readonly<Record<string, string>>) => (
    <NativeSelect
      label={label}
      value={search[name] ?? ''}
      data={[{ value: '', label: none }, ...Object.entries(choices).map(([value, text]) => ({ value, label: text }))]}
      onChange={(event) => say({ [name]: event.currentTarget.value })}
    />
  );
  const day = (name: 'from' | 'until', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={search[name] ?? ''}
      onChange={(event) => say({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} component="search" aria-label={words.filters}>
        {select('action', words.what, words.anything, words.things)}
        {select('kind', words.kind, words.anything, words.kinds)}
        {select('actorId', words.who, words.anybody, people)}
        {select('outcome', words.outcomeLabel, words.anything, words.outcome)}
        {day('from', words.from)}
        {day('until', words.until)}
      </SimpleGrid>
      {Object.keys(search).length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => void navigate({ to: '/log', search: {} })}
        >
          {words.clear}
        </Button>
      )}
    </>
  );
}
