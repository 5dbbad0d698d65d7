// The marking engine by itself: what a report of three portions comes to, and which portions each reader may have.
//   node examples/markings/who-may-read.mjs          (after npm run build)
import { standardSchemes, usCapco } from 'vigie/markings';

const print = (line) => process.stdout.write(`${line}\n`);

const portions = [
  { mark: 'U', words: 'The summit meets on Thursday.' },
  { mark: 'S//REL TO USA, GBR', words: 'The agenda has a fourth point.' },
  { mark: 'S//NF', words: 'This is who put it there.' },
];
const readers = [
  { id: 'analyst', nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } },
  { id: 'liaison', nationality: 'GBR', organisation: 'GBR', levels: { 'us-capco': 'S' } },
  { id: 'public' },
];

const { state, reasons } = usCapco.rollUp(portions.map(({ mark }) => usCapco.read(mark, 'portion').mark));
print(usCapco.print(usCapco.render(state), 'banner'));
for (const { sentence } of reasons) print(`  ${sentence}`);

for (const reader of readers) {
  const kept = portions.filter(({ mark }) => {
    const label = standardSchemes.label('us-capco', mark);
    return standardSchemes.mayRead(reader, label, 'release', Date.now()).allowed;
  });
  const cut = usCapco.rollUp(kept.map(({ mark }) => usCapco.read(mark, 'portion').mark)).state;
  print(`\n${reader.id}: ${usCapco.print(usCapco.render(cut), 'banner')}`);
  for (const { mark, words } of kept) print(`  (${mark}) ${words}`);
}
