import { describe, expect, it } from 'vitest';
import { pageOf } from './page.ts';

const ROWS = ['a', 'b', 'c'].map((id) => ({ id, text: `text of ${id}` }));
const place = ({ id }: { readonly id: string }) => id;

describe('a page', () => {
  it('goes on behind its last item where a row more than it holds was found', () => {
    expect(pageOf(ROWS, 2, place)).toEqual({ items: ROWS.slice(0, 2), next: 'b' });
  });

  it.each([3, 4])('is the last one where it could hold %i', (most) => {
    const page = pageOf(ROWS, most, place);
    expect(page).toEqual({ items: ROWS });
    expect(page).not.toHaveProperty('next');
  });

  it('of nothing is the last one', () => {
    expect(pageOf([], 2, place)).toEqual({ items: [] });
  });
});
