import type { ComponentChildren, JSX } from 'preact';

/**
 * A text of the form's author with the little of Markdown that XLSForm uses: `**bold**`, `*stress*`, headings and
 * line breaks. HTML in it is not obeyed, only left out: an uploaded form is untrusted.
 */
export function Rich({ text }: { text: string }): JSX.Element {
  const lines = text.replace(/<\/?[a-zA-Z][^>]*>/g, '').split('\n');
  return (
    <>
      {lines.map((line, index) => (
        <>
          {index > 0 && <br />}
          {/^#{1,6} /.test(line) ? <strong>{stressed(line.replace(/^#+ /, ''))}</strong> : stressed(line)}
        </>
      ))}
    </>
  );
}

function stressed(line: string): ComponentChildren[] {
  return line.split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|__[^_]+__)/).map((part) => {
    if (/^(\*\*|__).+(\*\*|__)$/.test(part)) return <strong>{part.slice(2, -2)}</strong>;
    return /^\*.+\*$/.test(part) ? <em>{part.slice(1, -1)}</em> : part;
  });
}
