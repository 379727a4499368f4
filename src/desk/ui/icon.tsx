/** The house's own pictograms, drawn on a 20 × 20 grid with one stroke. Always beside words, so never read aloud. */
const drawings = {
  today: 'M4 4.5h12v12H4zM4 8h12M7 2.5v3M13 2.5v3M7.5 12l2 2 3.5-3.5',
  people:
    'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3.5 2.4-5.5 5.5-5.5S13 13.5 13 17M13 3.4a2.8 2.8 0 0 1 0 5.2M15 11.8c1.9.7 3 2.5 3 5.2',
  enquiries: 'M3 4h14v9.5H9L5.5 17v-3.5H3zM6.5 7.5h7M6.5 10h4.5',
  cases: 'M3 5.5V16h14V7H9.5L8 4.5H3zM3 10h14',
  house: 'M3 9.5 10 3.5l7 6M5 8v9h10V8M8.5 17v-5h3v5',
  figures: 'M3 17h14M5 14V9.5M9 14V5M13 14v-6M17 14V3',
  admin: 'M4 5.5h6M14 5.5h2M4 10h2M10 10h6M4 14.5h7M15 14.5h1M12 3.7v3.6M8 8.2v3.6M13 12.7v3.6',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.3 13.3 17.5 17.5',
  plus: 'M10 4v12M4 10h12',
  phone: 'M5 3h3l1.5 4-2 1.5a9 9 0 0 0 4 4l1.5-2 4 1.5v3c0 1-.9 2-2 2C8.5 16.7 3.3 11.5 3 5c0-1.1 1-2 2-2z',
  phoneOff:
    'M5 3h3l1.5 4-2 1.5a9 9 0 0 0 4 4l1.5-2 4 1.5v3c0 1-.9 2-2 2C8.5 16.7 3.3 11.5 3 5c0-1.1 1-2 2-2zM12 3l5 5M17 3l-5 5',
  risk: 'M10 3 18 16.5H2zM10 8v4M10 14.2v.1',
  check: 'M4 10.5 8 14.5 16 5.5',
  cross: 'M5 5l10 10M15 5 5 15',
  clock: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.5V10l3 2',
  shield: 'M10 2.5 16.5 5v5c0 4-3 6.5-6.5 7.5C6.5 16.5 3.5 14 3.5 10V5zM7 10l2.2 2.2L13 8.2',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  send: 'M3 10 17 3.5 13 17l-3.5-5.5zM9.5 11.5 17 3.5',
  down: 'M5 8l5 5 5-5',
  forward: 'M4 10h12M11 5l5 5-5 5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  user: 'M10 9.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6zM3.5 17.5c0-3.6 2.9-5.5 6.5-5.5s6.5 1.9 6.5 5.5',
  file: 'M5 2.5h7l3.5 3.5v11.5H5zM11.5 2.5V6.5h4M7.5 10h5M7.5 13h5',
  download: 'M10 3v9M6.5 9 10 12.5 13.5 9M4 16.5h12',
  history: 'M4 6.5A7 7 0 1 1 3 10M4 3v3.5h3.5M10 6.5V10l2.5 1.5',
  link: 'M8 12l4-4M7 9 5 11a3 3 0 0 0 4 4l2-2M13 11l2-2a3 3 0 0 0-4-4L9 7',
  board: 'M3 3.5h14v13H3zM3 8h14M8 8v8.5M12.5 8v8.5',
  glass: 'M4 3h12v14H4zM10 6.5l-2 4 3.5-1-2 4',
  away: 'M3 7a10.5 10.5 0 0 1 14 0M5.5 10a7 7 0 0 1 9 0M8 13a3.5 3.5 0 0 1 4 0M10 16v.1M3 3l14 14',
} as const;
export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}

/** The tree under which a village meets. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 26 26" aria-hidden="true">
      <path d="M4 10c0-4 4-7 9-7s9 3 9 7c0 2-2 3-4 3H8c-2 0-4-1-4-3zM13 13v10M8 13v7M18 13v7" />
    </svg>
  );
}
