import type { ReactNode } from 'react';
import type { Listing } from '../wire/pages.ts';
import { MoreButton } from './more-button.tsx';
import { Failed, Loading } from './status-notes.tsx';

interface ListedProps<Item> {
  readonly listing: Listing<Item>;
  /** What stands there where there is none. */
  readonly empty: ReactNode;
  readonly className: string | undefined;
  line(item: Item): ReactNode;
}

/** A list of the API, line by line, with what stands there until it is read and a way to go on with it. */
export function Listed<Item>({ listing, empty, className, line }: ListedProps<Item>) {
  const { items, isPending, error, retry } = listing;
  if (isPending) return <Loading />;
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <>
      {items.length === 0 ? empty : <ul className={className}>{items.map(line)}</ul>}
      <MoreButton {...listing} />
    </>
  );
}
