import { Failed, Loading } from '../parts/status-notes.tsx';
import { NOTICES_PATH } from '../settings/choose-notices.tsx';
import { NoticesSection } from '../settings/notices-section.tsx';
import { SettingsFrame } from '../settings/settings-frame.tsx';
import { useOwn } from '../settings/use-own.ts';
import type { OwnNotices } from '../wire/shapes.ts';

/** Of what whoever is signed in is told when it is found. */
export function NoticesPage() {
  const own = useOwn<OwnNotices>(NOTICES_PATH);
  return (
    <SettingsFrame>
      {own.isPending && <Loading />}
      {own.error && <Failed error={own.error} retry={() => void own.refetch()} />}
      {own.data && <NoticesSection own={own.data} />}
    </SettingsFrame>
  );
}
