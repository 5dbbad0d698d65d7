import { ActionIcon, AppShell, Burger, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconLogout, IconMoon, IconUser } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PlaceLink } from '../parts/page-link.tsx';
import { useLive } from '../wire/live.ts';
import { type SignedInAs, useSignOut } from '../wire/session.ts';
import { LANGUAGES, useLanguage, useWords } from '../words/words-context.tsx';
import { useKeys } from './keys.ts';
import { PLACES } from './places.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** What stands around every page. */
export function Shell({ session }: { readonly session: SignedInAs }) {
  const { nav, common } = useWords();
  const [isMenuOpen, menu] = useDisclosure();
  const [isSheetOpen, sheet] = useDisclosure();
  const places = PLACES.filter(({ roles }) => roles.some((role) => session.roles.includes(role)));
  const { pathname } = useLocation();
  useLive();
  useGoKeys(sheet.toggle);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page is another one
  useEffect(() => menu.close(), [pathname]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 196, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding={0}
    >
      <a className="skip" href="#page">
        {common.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isMenuOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={common.menu} />
            <UnstyledButton component={Link} to="/">
              <Text fw={700} size="lg">
                Vigie
              </Text>
            </UnstyledButton>
          </Group>
          <Own session={session} openSheet={sheet.open} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={common.menu}>
        {places.map(({ name, path, icon: PlaceIcon }) => (
          <PlaceLink
            key={path}
            to={path}
            label={nav[name]}
            leftSection={<PlaceIcon size={18} aria-hidden />}
            active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <ShortcutSheet isOpen={isSheetOpen} close={sheet.close} />
    </AppShell>
  );
}

function useGoKeys(toggleSheet: () => void): void {
  const navigate = useNavigate();
  const going = PLACES.map(({ key, path }) => [`g ${key}`, () => void navigate({ to: path })] as const);
  useKeys({ ...Object.fromEntries(going), '?': toggleSheet });
}

function Own({ session, openSheet }: { readonly session: SignedInAs; openSheet(): void }) {
  const { common } = useWords();
  const { language, speak } = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" onClick={openSheet} aria-label={common.keyboard} visibleFrom="sm">
        <IconKeyboard size={18} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" onClick={toggleColorScheme} aria-label={common.theme}>
        <IconMoon size={18} />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={session.name}>
            <IconUser size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session.name}</Menu.Label>
          {LANGUAGES.map((one) => (
            <Menu.Item key={one} onClick={() => speak(one)} fw={one === language ? 700 : 400} lang={one}>
              {one === 'fr' ? 'Français' : 'English'}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            {common.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
