import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { blocksOf, Prose } from './index.ts';

const drawn = (text: string): string => renderToString(h(Prose, { text, language: 'en' }));

describe('Prose', () => {
  it('makes paragraphs, lists and links of plain lines', () => {
    expect(blocksOf('One\nstill one\n\n- a\n- b\nTwo').map(({ kind }) => kind)).toEqual([
      'paragraph',
      'list',
      'paragraph',
    ]);
    expect(drawn('See https://example.org/a?b=1&c=2.')).toContain(
      '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">https://example.org/a?b=1&amp;c=2</a>.',
    );
  });

  it('takes markup for what was typed, and no other scheme for an address', () => {
    const html = drawn('<img src=x onerror=alert(1)>\njavascript:alert(1) "https://example.org/"onclick="x');
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toContain('<img');
    expect(html).not.toContain('href="javascript');
    expect(html).toContain('href="https://example.org/"');
    expect(html).not.toMatch(/<a[^>]*onclick/);
  });

  it('of nothing makes nothing', () => {
    expect(blocksOf(' \n\n')).toEqual([]);
  });
});
