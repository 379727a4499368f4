interface Assets {
  words: Record<string, string>;
  fonts: Record<string, string>;
}

let assets: Assets | undefined;

/** The address of a lazily loaded file: the build writes them, with their hashes, into the page's `banyan-assets`. */
export function asset(kind: keyof Assets, code: string): string | undefined {
  assets ??= JSON.parse(
    document.querySelector<HTMLMetaElement>('meta[name="banyan-assets"]')?.content ?? '{"words":{},"fonts":{}}',
  ) as Assets;
  return assets[kind][code];
}
