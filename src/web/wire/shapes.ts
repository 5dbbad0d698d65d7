import type { z } from 'zod';
import type { comparison, coverage } from '../../schema/wire/coverage.ts';
import type { documentList, foundDocuments, listedDocument, wholeDocument } from '../../schema/wire/document.ts';
import type { hitCounts, hitList, hitWeeks, judged, orderHits, queuedHit, wholeHit } from '../../schema/wire/hit.ts';
import type { checkedLog, logPage } from '../../schema/wire/log.ts';
import type { chosenNotices, ownNotices } from '../../schema/wire/notice.ts';
import type { listedOrder, orderList, orderPlace, orderVersions, wholeOrder } from '../../schema/wire/order.ts';
import type { checkedOrderFile, draftedOrderFile } from '../../schema/wire/order-file.ts';
import type { ownPasskeys, passkeyRequest, waysIn } from '../../schema/wire/passkey.ts';
import type { groupList, madeThing, readerList, wholeGroup, wholeReader } from '../../schema/wire/people.ts';
import type { preview } from '../../schema/wire/preview.ts';
import type { pastDueList } from '../../schema/wire/question.ts';
import type { recipientList } from '../../schema/wire/recipient.ts';
import type {
  channelList,
  copyAnswerList,
  copyList,
  cutAnswer,
  ledger,
  madeChannel,
  newChannel,
  ownCopy,
  releaseList,
  releasePreview,
} from '../../schema/wire/release.ts';
import type {
  checkedReport,
  listedReport,
  reportPlace,
  reportVersions,
  wholeReport,
} from '../../schema/wire/report.ts';
import type { filterList } from '../../schema/wire/saved-filter.ts';
import type {
  link,
  madeLink,
  madeToken,
  ownSessions,
  ownTokens,
  recoveryCodes,
  totpStart,
} from '../../schema/wire/session.ts';
import type { settingList } from '../../schema/wire/setting.ts';
import type { importedSources, source, sourceList, triedSource } from '../../schema/wire/source.ts';
import type { target } from '../../schema/wire/target.ts';
import type { taskList } from '../../schema/wire/task.ts';

/** What the API answers, as types alone: the schemas themselves stay with the server. */
export type Hit = z.infer<typeof queuedHit>;
export type HitList = z.infer<typeof hitList>;
export type WholeHit = z.infer<typeof wholeHit>;
export type Judged = z.infer<typeof judged>;
export type Order = z.infer<typeof listedOrder>;
export type OrderList = z.infer<typeof orderList>;
export type WholeOrder = z.infer<typeof wholeOrder>;
export type ListedDocument = z.infer<typeof listedDocument>;
export type DocumentList = z.infer<typeof documentList>;
export type FoundDocuments = z.infer<typeof foundDocuments>;
export type WholeDocument = z.infer<typeof wholeDocument>;
export type DeskSetting = z.infer<typeof settingList>['items'][number];
export type FilterList = z.infer<typeof filterList>;
export type SavedFilter = FilterList['items'][number];
export type Source = z.infer<typeof source>;
export type TriedSource = z.infer<typeof triedSource>;
export type ImportedSources = z.infer<typeof importedSources>;
export type SourceList = z.infer<typeof sourceList>;
export type TaskList = z.infer<typeof taskList>;
export type LogPage = z.infer<typeof logPage>;
export type Link = z.infer<typeof link>;
export type OwnPasskeys = z.infer<typeof ownPasskeys>;
export type PasskeyRequest = z.infer<typeof passkeyRequest>;
export type WaysIn = z.infer<typeof waysIn>;
export type OwnSessions = z.infer<typeof ownSessions>;
export type OwnTokens = z.infer<typeof ownTokens>;
export type MadeToken = z.infer<typeof madeToken>;
export type MadeLink = z.infer<typeof madeLink>;
export type MadeThing = z.infer<typeof madeThing>;
export type TotpStart = z.infer<typeof totpStart>;
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
export type Reader = z.infer<typeof readerList>['items'][number];
export type WholeReader = z.infer<typeof wholeReader>;
export type Group = z.infer<typeof groupList>['items'][number];
export type WholeGroup = z.infer<typeof wholeGroup>;
export type PastDue = z.infer<typeof pastDueList>['items'][number];
export type Target = z.infer<typeof target>;
export type Preview = z.infer<typeof preview>;
export type RecipientList = z.infer<typeof recipientList>;
export type Recipient = RecipientList['items'][number];
export type ReaderGroup = z.infer<typeof groupList>['items'][number];
export type OrderPlace = z.infer<typeof orderPlace>;
export type OrderVersions = z.infer<typeof orderVersions>;
export type HitCounts = z.infer<typeof hitCounts>;
export type HitWeeks = z.infer<typeof hitWeeks>;
export type OrderHits = z.infer<typeof orderHits>;
export type CheckedOrderFile = z.infer<typeof checkedOrderFile>;
export type DraftedOrderFile = z.infer<typeof draftedOrderFile>;
export type Report = z.infer<typeof listedReport>;
export type WholeReport = z.infer<typeof wholeReport>;
export type ReportPlace = z.infer<typeof reportPlace>;
export type CheckedReport = z.infer<typeof checkedReport>;
export type ReportVersions = z.infer<typeof reportVersions>;
export type CutAnswer = z.infer<typeof cutAnswer>;
export type ReleasePreview = z.infer<typeof releasePreview>;
export type Release = z.infer<typeof releaseList>['items'][number];
export type Ledger = z.infer<typeof ledger>;
export type CheckedLog = z.infer<typeof checkedLog>;
export type ListedCopy = z.infer<typeof copyList>['items'][number];
export type OwnCopy = z.infer<typeof ownCopy>;
export type CopyAnswerGiven = z.infer<typeof copyAnswerList>['items'][number];
export type OwnNotices = z.infer<typeof ownNotices>;
export type ChosenNotices = z.input<typeof chosenNotices>;
export type Channel = z.infer<typeof channelList>['items'][number];
export type NewChannel = z.input<typeof newChannel>;
export type MadeChannel = z.infer<typeof madeChannel>;
export type Coverage = z.infer<typeof coverage>;
export type Comparison = z.infer<typeof comparison>;
