import { ActionIcon, AppShell, Burger, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconLogout, IconMoon, IconSearch, IconSettings, IconUser } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { PlaceLink } from '../parts/page-link.tsx';
import { useLive } from '../wire/live.ts';
import { type SignedInAs, useSignOut } from '../wire/session.ts';
import { LANGUAGES, useLanguage, useWords } from '../words/words-context.tsx';
import { ExampleBar } from './example-bar.tsx';
import { useCommandKey, useKeys } from './keys.ts';
import { DESK, type Place, placesFor } from './places.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';

const Palette = lazy(() => import('../palette/palette.tsx').then((part) => ({ default: part.Palette })));

/** What stands around every page. */
export function Shell({ session }: { readonly session: SignedInAs }) {
  const { nav, common } = useWords();
  const [isMenuOpen, menu] = useDisclosure();
  const [isSheetOpen, sheet] = useDisclosure();
  const [isPaletteOpen, palette] = useDisclosure();
  const places = placesFor(session.roles);
  const { pathname } = useLocation();
  useLive(session.roles.some((role) => DESK.includes(role)));
  useGoKeys(places, sheet.toggle);
  useCommandKey('k', palette.toggle);
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
          <Own session={session} openSheet={sheet.open} openPalette={palette.open} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={common.menu}>
        {places.map(({ name, path, icon: PlaceIcon }) => (
          <PlaceLink
            key={path}
            to={path}
            label={nav[name]}
            leftSection={<PlaceIcon size={18} aria-hidden />}
            onClick={menu.close}
            active={path === '/' ? pathname === '/' : pathname.startsWith(path)}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <ExampleBar session={session} />
        <Outlet />
      </AppShell.Main>
      <ShortcutSheet roles={session.roles} isOpen={isSheetOpen} close={sheet.close} />
      {isPaletteOpen && (
        <Suspense>
          <Palette session={session} close={palette.close} openSheet={sheet.open} />
        </Suspense>
      )}
    </AppShell>
  );
}

function useGoKeys(places: readonly Place[], toggleSheet: () => void): void {
  const navigate = useNavigate();
  const going = places.map(({ key, path }) => [`g ${key}`, () => void navigate({ to: path })] as const);
  useKeys({ ...Object.fromEntries(going), '?': toggleSheet });
}

interface OwnProps {
  readonly session: SignedInAs;
  openSheet(): void;
  openPalette(): void;
}

function Own({ session, openSheet, openPalette }: OwnProps) {
  const { common, settings, palette } = useWords();
  const { language, speak } = useLanguage();
  const { toggleColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" onClick={openPalette} aria-label={palette.title}>
        <IconSearch size={18} />
      </ActionIcon>
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
          <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} component={Link} to="/settings">
            {settings.title}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            {common.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
