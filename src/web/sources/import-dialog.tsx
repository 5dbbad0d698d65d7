import { Button, FileInput, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { write } from '../wire/ask.ts';
import type { ImportedSources } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** A list of subscriptions is taken in. */
export function ImportDialog({ close }: { close(): void }) {
  const { sources: words, common } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [stated, setStated] = useState({ scheme: 'desk', marking: '' });
  const importing = useMutation({
    mutationFn: async () => write<ImportedSources>('POST', '/sources/opml', { ...stated, opml: await file!.text() }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['sources'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (file) importing.mutate();
  };
  const schemes = Object.entries(words.schemes).map(([value, label]) => ({ value, label }));
  return (
    <Modal opened onClose={close} title={words.importTitle} closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{words.importHint}</Text>
          <FileInput label={words.file} accept=".opml,.xml,text/x-opml" value={file} onChange={setFile} required />
          <NativeSelect
            label={words.scheme}
            value={stated.scheme}
            data={schemes}
            onChange={(event) => setStated({ ...stated, scheme: event.currentTarget.value })}
          />
          <TextInput
            label={words.marking}
            value={stated.marking}
            onChange={(event) => setStated({ ...stated, marking: event.currentTarget.value })}
            required
          />
          <Refusal error={importing.error} />
          {importing.data && (
            <div role="status">
              <Text size="sm">{words.imported(importing.data.made.length, importing.data.listed)}</Text>
              {importing.data.findings.map(({ code, count = 0 }) => (
                <Text key={code} size="sm" c="dimmed">
                  {words.importFindings[code](count)}
                </Text>
              ))}
            </div>
          )}
          <Button type="submit" loading={importing.isPending} disabled={!file}>
            {words.importSubmit}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
