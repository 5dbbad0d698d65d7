import { Checkbox, SimpleGrid } from '@mantine/core';
import type { WholeReader } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

export type Role = NonNullable<WholeReader['account']>['roles'][number];
const ROLES: readonly Role[] = ['editor', 'analyst', 'releaser', 'recipient', 'inspector', 'administrator'];

/** What an account may do. */
export function RoleBoxes({ roles, change }: { readonly roles: readonly Role[]; change(roles: Role[]): void }) {
  const { settings } = useWords();
  const words = settings.people;
  return (
    <Checkbox.Group label={words.roles} value={[...roles]} onChange={(chosen) => change(chosen as Role[])} w="100%">
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" verticalSpacing="xs">
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={words.role[role]} description={words.roleMeans[role]} />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}
