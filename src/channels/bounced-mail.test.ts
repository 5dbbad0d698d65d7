import { describe, expect, it } from 'vitest';
import { bounceOf } from '../../test/support/bounces.ts';
import { bouncedMail } from './bounced-mail.ts';

const ID = '01937c2e-5a00-7000-8000-000000000001';
const read = (mail: string) => bouncedMail(Buffer.from(mail));

describe('a mail that came back', () => {
  it('is known by the id of its delivery, with what the server says', () => {
    expect(read(bounceOf(ID))).toEqual({ deliveryIds: [ID], isFinal: true, status: '5.1.1' });
    expect(read(bounceOf(ID).replaceAll('\r\n', '\n'))).toMatchObject({ deliveryIds: [ID] });
  });

  it('is only late where the server goes on trying', () => {
    const late = bounceOf(ID).replace('Action: failed', 'Action: delayed').replace('5.1.1', '4.4.7');
    expect(read(late)).toEqual({ deliveryIds: [ID], isFinal: false, status: '4.4.7' });
  });

  it('is none where it is no report, or names no delivery of ours', () => {
    expect(read(`Subject: x\r\nMessage-ID: <${ID}@x>\r\n\r\nAction: failed\r\nMessage-ID: <${ID}@x>`)).toBeUndefined();
    expect(read(bounceOf(ID).replace('delivery-status', 'disposition-notification'))).toBeUndefined();
    expect(read(bounceOf(ID).replaceAll(ID, 'another'))).toMatchObject({ deliveryIds: [] });
    expect(read('')).toBeUndefined();
  });
});
