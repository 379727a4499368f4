/** Fetches a file the server made, as the browser's own download: large ones never pass through the page. */
export function download(file: string, name: string): void {
  const link = document.createElement('a');
  link.href = `/api/file/${encodeURIComponent(file)}`;
  link.download = name;
  link.click();
}
