import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom } from '../../test/support/extracted.ts';

const ADVISORY = {
  document: {
    ...{ category: 'csaf_security_advisory', csaf_version: '2.0', lang: 'en-US', title: 'Pump' },
    distribution: { tlp: { label: 'AMBER' } },
    publisher: { name: 'CISA' },
    acknowledgments: [{ names: ['A. B.'], organization: 'Lab', summary: 'reporting' }],
    tracking: {
      ...{ id: 'ICSA-1', status: 'final', initial_release_date: '2018-01-04T00:00:00Z' },
      current_release_date: '2019-02-03T00:00:00Z',
      revision_history: [{ number: '2', date: '2019-02-03T00:00:00Z', summary: 'A fix.' }],
    },
  },
  product_tree: {
    branches: [{ category: 'vendor', name: 'Maker', branches: [{ name: '1.0', product: { name: 'Pump 1.0' } }] }],
    relationships: [{ full_product_name: { name: 'Pump in Plant' } }],
  },
  vulnerabilities: [
    {
      cve: 'CVE-1',
      cwe: { id: 'CWE-428', name: 'Path' },
      scores: [{ cvss_v3: { version: '3.1', baseScore: 7.8, baseSeverity: 'HIGH' } }],
      threats: [{ details: 'Seen in use.' }],
    },
  ],
};

describe('a security advisory', () => {
  it('has its label as a mark, and products, scores and revisions in its text', async () => {
    const [found] = documentsAmong(await extractedFrom(ADVISORY, { path: 'a.json' }));
    expect(found).toMatchObject({
      ...{ id: 'a.json', title: 'Pump', date: '2018-01-04', source: 'CISA', lang: 'en' },
      marks: [{ mark: 'TLP:AMBER', scheme: 'tlp', where: 'label' }],
    });
    expect(found?.text.split('\n\n')).toEqual([
      ...['Maker', 'Pump 1.0', 'Pump in Plant', 'CVE-1', 'Path', 'CWE-428', 'CVSS 3.1: 7.8 high', 'Seen in use.'],
      ...['Advisory: ICSA-1', 'Status: final', 'Revision 2 of 2019-02-03: A fix.', 'Current release: 2019-02-03'],
      'Acknowledgment: A. B.; Lab; reporting',
    ]);
  });
});
