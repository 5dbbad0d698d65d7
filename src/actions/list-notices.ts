import {
  type OwnChannel,
  type OwnNotice,
  type OwnNoticeRule,
  ownNoticeRules,
  ownNotices,
  ownPushedChannels,
} from '../store/notice-rules.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';

/** By which ways somebody can be told of new hits, what they chose, and the last notices that were planned for them. */
export interface OwnNotices {
  readonly channels: readonly OwnChannel[];
  readonly rules: readonly OwnNoticeRule[];
  readonly notices: readonly OwnNotice[];
}

const MOST = 20;

export function listNotices(desk: Desk, actor: Actor): Promise<OwnNotices> {
  return act(desk, actor, {
    action: 'notice-list',
    roles: ['editor', 'analyst', 'releaser'],
    work: async ({ client }) => ({
      channels: await ownPushedChannels(client),
      rules: await ownNoticeRules(client),
      notices: await ownNotices(client, MOST),
    }),
  });
}
