import { Checkbox, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { REPORT_LANGUAGES, type ReportLanguage } from '../../schema/report-text.ts';
import { MarkingInput } from '../order-editor/marking-picker.tsx';
import { useWords } from '../words/words-context.tsx';
import type { ReportFields } from './written-draft.ts';

interface ReportSettingsProps {
  readonly fields: ReportFields;
  change(changed: Partial<ReportFields>): void;
}

/** What holds for the report as a whole. */
export function ReportSettings({ fields, change }: ReportSettingsProps) {
  const { reportEditor, orderEditor } = useWords();
  const { handling, raised, language, saysCut } = fields;
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {reportEditor.language}
        </Text>
        <SegmentedControl
          aria-label={reportEditor.language}
          value={language}
          data={REPORT_LANGUAGES.map((value) => ({ value, label: reportEditor.languages[value] }))}
          onChange={(value) => change({ language: value as ReportLanguage })}
        />
      </Stack>
      <MarkingInput
        path="handling"
        label={reportEditor.handling}
        hint={reportEditor.handlingHint}
        scheme={handling.scheme}
        value={handling.marking}
        onType={(marking) => change({ handling: { ...handling, marking } })}
      />
      {handling.needToKnow.length > 0 && (
        <TextInput
          label={orderEditor.needToKnow}
          readOnly
          value={handling.needToKnow.map((anyOf) => anyOf.join(orderEditor.or)).join('; ')}
        />
      )}
      <Stack gap="xs" component="section" aria-label={reportEditor.raise}>
        <MarkingInput
          path="raised.marking"
          label={reportEditor.raiseTo}
          hint={reportEditor.raiseHint}
          scheme={handling.scheme}
          value={raised.marking}
          onType={(marking) => change({ raised: { ...raised, marking } })}
        />
        <Textarea
          label={reportEditor.raiseReason}
          value={raised.reason}
          maxLength={1000}
          autosize
          onChange={({ currentTarget }) => change({ raised: { ...raised, reason: currentTarget.value } })}
        />
      </Stack>
      <Checkbox
        label={reportEditor.saysCut}
        description={reportEditor.saysCutHint}
        checked={saysCut}
        onChange={({ currentTarget }) => change({ saysCut: currentTarget.checked })}
      />
    </Stack>
  );
}
