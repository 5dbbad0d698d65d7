import { List } from '@mantine/core';
import type { Words } from '../words/en.ts';
import { useLanguage, useWords } from '../words/words-context.tsx';
import { type MarkingMeaning, tokenInWords } from './marking-meaning.ts';

/**
 * What a marking means. The rule book speaks English: in another language its elements are said in words of one's own, or, where
 * one of them has none, what the rules ask, and the book below it.
 */
export function MarkingSentences({ meaning }: { readonly meaning: MarkingMeaning }) {
  const { orderEditor } = useWords();
  const { language } = useLanguage();
  if (language === 'en') return <Lines lines={meaning.sentences} language="en" />;
  const own = ownSentences(meaning, orderEditor);
  if (own) return <Lines lines={own} />;
  return (
    <>
      <Lines lines={askedLines(meaning, orderEditor)} />
      <Lines lines={meaning.sentences} language="en" isSmall />
    </>
  );
}

/** The same in one line. */
export function MarkingInALine({ meaning }: { readonly meaning: MarkingMeaning }) {
  const { orderEditor } = useWords();
  const { language } = useLanguage();
  if (language === 'en') return meaning.sentences.join(' ');
  return (ownSentences(meaning, orderEditor) ?? askedLines(meaning, orderEditor)).join(' ');
}

type EditorWords = Words['orderEditor'];

/** Words for each element, where there are some for all of them. */
function ownSentences({ elements }: MarkingMeaning, { meanings }: EditorWords): readonly string[] | undefined {
  const own = elements.map((element) => meanings[element]);
  return own.length > 0 && own.every((one) => one !== undefined) ? own : undefined;
}

function askedLines({ clauses }: MarkingMeaning, { asks, or, nobodyAsks }: EditorWords): readonly string[] {
  if (clauses?.length === 0) return [nobodyAsks];
  const asked = (clauses ?? []).map(({ reason, anyOf }) => {
    const say: unknown = reason in asks ? asks[reason as keyof typeof asks] : undefined;
    const tokens = anyOf.map(tokenInWords).join(or);
    return anyOf.length > 0 && typeof say === 'function' ? String(say(tokens)) : asks.nobody;
  });
  return [...new Set(asked)];
}

function Lines({
  lines,
  language,
  isSmall = false,
}: {
  readonly lines: readonly string[];
  readonly language?: string;
  readonly isSmall?: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <List size={isSmall ? 'xs' : 'sm'} {...(language !== undefined && { lang: language })}>
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  );
}
