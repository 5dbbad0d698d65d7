import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

interface LinkParts {
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly children?: ReactNode;
}

function LinkText(props: Omit<AnchorProps, 'href'> & LinkParts) {
  return <Anchor {...props} />;
}

function LinkLine(props: Omit<NavLinkProps, 'href'> & LinkParts) {
  return <NavLink {...props} />;
}

function LinkButton(props: Omit<ButtonProps, 'href'> & LinkParts) {
  return <Button size="xs" component="a" {...props} />;
}

/** A link to a page of the desk, with its address checked. */
export const PageLink = createLink(LinkText);
/** The same as a line of the navigation. */
export const PlaceLink = createLink(LinkLine);
/** The same where it begins something. */
export const ButtonLink = createLink(LinkButton);
