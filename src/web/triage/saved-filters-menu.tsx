import { ActionIcon, Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { useWords } from '../words/words-context.tsx';
import { useSavedFilters } from './saved-filters.ts';
import type { TriageSearch } from './triage-search.ts';

interface SavedFiltersProps {
  readonly search: TriageSearch;
  goTo(search: TriageSearch): void;
}

/** Filters under names, to come back to. */
export function SavedFilters({ search, goTo }: SavedFiltersProps) {
  const { triage } = useWords();
  const { saved, error, save, remove } = useSavedFilters();
  const [isOpen, setOpen] = useState(false);
  const { hit: _hit, ...shown } = search;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          ml="auto"
          aria-label={triage.savedFilters}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <IconBookmark size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={280}>
          <Text size="sm" fw={600}>
            {triage.savedFilters}
          </Text>
          {saved.map((one) => (
            <Group key={one.id} justify="space-between" wrap="nowrap" gap={4}>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  goTo(one.search);
                  setOpen(false);
                }}
              >
                {one.name}
              </Button>
              <CloseButton size="sm" aria-label={triage.removeFilter(one.name)} onClick={() => remove(one)} />
            </Group>
          ))}
          <Refusal error={error} />
          <SaveForm save={(name) => save({ name, search: shown })} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm({ save }: { save(name: string): void }) {
  const { triage } = useWords();
  const [name, setName] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    save(name.trim());
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          size="xs"
          flex={1}
          label={triage.saveFilter}
          placeholder={triage.filterName}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="light">
          {triage.save}
        </Button>
      </Group>
    </form>
  );
}
