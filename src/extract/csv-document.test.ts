import { describe, expect, it } from 'vitest';
import { csvDocument } from './csv-document.ts';

const read = (source: string, path = 'a.csv') => csvDocument(source, { path });

describe('a table in comma-separated values', () => {
  it('is a line for each row, the heads first, with tabs between the cells', () => {
    expect(read('name,sum\nAreva,"10,000"\n', '2012-05-22-offers.csv')).toEqual({
      id: '2012-05-22-offers.csv',
      title: 'offers',
      text: 'name\tsum\nAreva\t10,000',
      date: '2012-05-22',
      portions: [{ kind: 'table', mark: null, start: 0, end: 21 }],
    });
  });

  it.each([
    ['semicolons', 'a;b,c\r\n1,5;2\r\n', 'a\tb,c\n1,5\t2'],
    ['tabs', 'a\tb\n1\t2', 'a\tb\n1\t2'],
    ['bars', 'a|b\n1|2', 'a\tb\n1\t2'],
    ['quotation marks in quotation marks', 'a,b\n"say ""x""","two\nlines"', 'a\tb\nsay "x"\ttwo lines'],
    ['a quotation mark that never closes', 'a,b\n"x,y\nz,w', 'a\tb\n"x\ty\nz\tw'],
    ['empty cells and rows', 'a,b,c\n,,\n1,,3\n\n', 'a\tb\tc\n1\t\t3'],
    ['one column', 'a\nb', 'a\nb'],
  ])('may have %s', (_, source, text) => {
    expect(read(source).text).toBe(text);
  });

  it('must hold something', () => {
    expect(() => read(' \n,,\n')).toThrow('holds white space only');
  });
});
