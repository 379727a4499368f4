import { Fragment } from 'preact';
import { blocksOf, type Run } from './prose.ts';

const Runs = ({ runs }: { runs: readonly Run[] }) => (
  <>
    {runs.map(({ text, link }, index) =>
      link === undefined ? (
        <Fragment key={index}>{text}</Fragment>
      ) : (
        <a key={index} href={link} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      ),
    )}
  </>
);

/** Plain text with paragraphs, lists and links. `language` is the text’s own, for voice and line breaks. */
export function Prose({ text, language }: { text: string; language?: string | undefined }) {
  return (
    <div class="prose" dir="auto" lang={language}>
      {blocksOf(text).map((block, index) =>
        block.kind === 'list' ? (
          <ul key={index}>
            {block.items.map((runs, at) => (
              <li key={at}>
                <Runs runs={runs} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={index}>
            {block.lines.map((runs, at) => (
              <Fragment key={at}>
                {at > 0 && <br />}
                <Runs runs={runs} />
              </Fragment>
            ))}
          </p>
        ),
      )}
    </div>
  );
}
