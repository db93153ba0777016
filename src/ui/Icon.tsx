const PATHS = {
  play: 'M7 5v14l12-7z',
  pause: 'M8 5v14M16 5v14',
  next: 'M6 5l9 7-9 7zM18 5v14',
  back: 'M18 5l-9 7 9 7zM6 5v14',
  'next-phase': 'M4 5l7 7-7 7M12 5l7 7-7 7',
  'back-phase': 'M20 5l-7 7 7 7M12 5l-7 7 7 7',
  sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  moon: 'M20 14A8 8 0 019.5 4 8 8 0 1020 14z',
  auto: 'M4 5h16v11H4zM9 20h6M12 16v4',
  contrast: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 3v18M12 6l6 2M12 10h8M12 14h8M12 18l5-1',
  legend: 'M4 7h6M4 12h6M4 17h6M14 7h6M14 12h6M14 17h6',
  keyboard: 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  scope: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 8v.01M12 11v6',
  share: 'M12 15V3M8 7l4-4 4 4M5 12v8h14v-8',
  save: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  help: 'M9 9a3 3 0 115 2.3c-1.2 1-2 1.5-2 3.2M12 18v.01',
  book: 'M5 4h10a3 3 0 013 3v13H8a3 3 0 01-3-3zM5 17a3 3 0 013-3h10',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  whole: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  list: 'M4 6h.01M4 12h.01M4 18h.01M9 6h11M9 12h11M9 18h11',
  text: 'M5 6h14M5 11h14M5 16h9',
  copy: 'M9 9h10v10H9zM5 15V5h10',
  dots: 'M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M6 18h.01M12 18h.01',
  check: 'M4 12l5 5L20 6',
  close: 'M5 5l14 14M19 5L5 19',
  sliders: 'M4 7h8M18 7h2M4 17h2M12 17h8M15 4v6M9 14v6',
  out: 'M13 5h6v6M19 5l-9 9M17 14v5H5V7h5',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  terminal: 'M4 5h16v14H4zM7.5 9.5l3 2.5-3 2.5M12.5 15h4',
  gear: 'M12 9a3 3 0 100 6 3 3 0 000-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  skip: 'M5 5l9 7-9 7zM17 5v14',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  loop: 'M17 3l4 4-4 4M3 11V10a3 3 0 013-3h15M7 21l-4-4 4-4M21 13v1a3 3 0 01-3 3H3',
} as const;

/** Decorative: the button around it has the name. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
