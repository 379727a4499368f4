/** Fetches a file the server made, as the browser's own download: large ones never pass through the page. */
export function download(file: string, name: string): void {
  const link = document.createElement('a');
  link.href = `/api/file/${encodeURIComponent(file)}`;
  link.download = name;
  link.click();
}

/** Gives bytes that were sent to this page to the browser as a download. */
export function downloadBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
