import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { DESK, placesFor } from '../shell/places.ts';
import { useListing } from '../wire/pages.ts';
import type { SignedInAs } from '../wire/session.ts';
import type { Order } from '../wire/shapes.ts';
import { LANGUAGES, useLanguage, useWords } from '../words/words-context.tsx';
import type { Command } from './commands.ts';

const LANGUAGE_NAMES = { en: 'English', fr: 'français' } as const;
const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Returns all that can be done by its name, for whoever is signed in. */
export function useCommands(session: SignedInAs, openSheet: () => void): readonly Command[] {
  return [...usePages(session), ...useOrders(session), ...useLooks(), useSheet(openSheet)];
}

function usePages({ roles }: SignedInAs): readonly Command[] {
  const { nav, palette, reportEditor, settings, sources } = useWords();
  const navigate = useNavigate();
  const mayDo = (allowed: readonly string[]): boolean => allowed.some((role) => roles.includes(role));
  const page = (to: string, label: string): Command => {
    return { id: to, label, kind: palette.page, run: () => void navigate({ to }) };
  };
  const { places, title } = settings;
  return [
    ...placesFor(roles).map(({ path, name }) => page(path, nav[name])),
    ...(mayDo(['editor', 'analyst'])
      ? [page('/sources/new', sources.add), page('/reports/new', reportEditor.newReport)]
      : []),
    page('/settings', `${title} – ${places.account}`),
    page('/settings/appearance', `${title} – ${places.appearance}`),
    ...(mayDo(['administrator'])
      ? [
          page('/settings/people', `${title} – ${places.people}`),
          page('/settings/recipients', `${title} – ${places.recipients}`),
          page('/settings/groups', `${title} – ${places.groups}`),
          page('/settings/desk', `${title} – ${places.desk}`),
        ]
      : []),
  ];
}

function useOrders({ roles }: SignedInAs): readonly Command[] {
  const { palette } = useWords();
  const navigate = useNavigate();
  const mayReadOrders = [...DESK, 'administrator'].some((role) => roles.includes(role));
  const recent = useListing<Order>('orders', '/orders', { most: 50 }, mayReadOrders);
  return recent.items.map(({ id, title }) => {
    const run = (): void => void navigate({ to: '/orders/$orderId', params: { orderId: id } });
    return { id, label: title, kind: palette.order, run };
  });
}

function useLooks(): readonly Command[] {
  const { palette } = useWords();
  const { speak } = useLanguage();
  const { setColorScheme } = useMantineColorScheme();
  return [
    ...LANGUAGES.map((language) => {
      const label = palette.speak(LANGUAGE_NAMES[language]);
      return { id: `speak-${language}`, label, kind: palette.command, run: () => speak(language) };
    }),
    ...SCHEMES.map((scheme) => {
      const run = (): void => setColorScheme(scheme);
      return { id: `scheme-${scheme}`, label: palette.scheme[scheme], kind: palette.command, run };
    }),
  ];
}

function useSheet(openSheet: () => void): Command {
  const { palette } = useWords();
  return { id: 'shortcuts', label: palette.shortcuts, kind: palette.command, run: openSheet };
}

/** Returns what looks through the documents for what was typed; nothing for whoever reads none. */
export function useSearch({ roles }: SignedInAs): (typed: string) => readonly Command[] {
  const { palette } = useWords();
  const navigate = useNavigate();
  const mayRead = DESK.some((role) => roles.includes(role));
  return function searching(typed) {
    const q = typed.trim();
    if (!mayRead || q === '') return [];
    const run = (): void => void navigate({ to: '/documents', search: { q } });
    return [{ id: 'search', label: palette.search(q), kind: palette.command, run }];
  };
}
