import {
  type Icon,
  IconAntenna,
  IconChecklist,
  IconFileReport,
  IconFileSearch,
  IconHome,
  IconListSearch,
  IconMailOpened,
  IconScript,
} from '@tabler/icons-react';
import type { Words } from '../words/en.ts';

/** A place of the desk: where it is, and the key that leads there behind `g`. */
export interface Place {
  readonly name: keyof Words['nav'];
  readonly path: '/' | '/triage' | '/orders' | '/reports' | '/copies' | '/documents' | '/sources' | '/log';
  readonly key: string;
  readonly icon: Icon;
  /** Whoever has one of them sees it. */
  readonly roles: readonly string[];
}

/** Who works at the desk. */
export const DESK: readonly string[] = ['editor', 'analyst', 'releaser'];

export const PLACES: readonly Place[] = [
  { name: 'today', path: '/', key: 'h', icon: IconHome, roles: DESK },
  { name: 'triage', path: '/triage', key: 't', icon: IconListSearch, roles: DESK },
  { name: 'orders', path: '/orders', key: 'o', icon: IconChecklist, roles: [...DESK, 'administrator'] },
  { name: 'reports', path: '/reports', key: 'r', icon: IconFileReport, roles: DESK },
  { name: 'copies', path: '/copies', key: 'c', icon: IconMailOpened, roles: ['recipient'] },
  { name: 'documents', path: '/documents', key: 'd', icon: IconFileSearch, roles: DESK },
  { name: 'sources', path: '/sources', key: 's', icon: IconAntenna, roles: DESK },
  { name: 'log', path: '/log', key: 'l', icon: IconScript, roles: ['inspector'] },
];

/** Returns the places that somebody with these roles sees. */
export function placesFor(roles: readonly string[]): readonly Place[] {
  return PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));
}
