import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('a piece of a page', () => {
  it('lets no text become markup', () => {
    const escaped = '&#60;script&#62;alert(&#34;&#38;&#39;&#34;)&#60;/script&#62;';
    const hostile = `<script>alert("&'")</script>`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('takes pieces and lists of them as they are', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(html`<ul>${items}</ul>${html`<hr>`}`.text).toBe('<ul><li>a</li><li>&#60;b&#62;</li></ul><hr>');
  });
});
