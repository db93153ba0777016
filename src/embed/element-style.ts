let sheet: CSSStyleSheet | null = null;

/** The style inside of the element: made by script, so no policy of the host stands against it. */
export function elementStyle(): CSSStyleSheet {
  if (sheet !== null) return sheet;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { position: relative; display: block; width: 100%;
      aspect-ratio: var(--hop-scope-aspect-ratio, 16 / 10); min-height: var(--hop-scope-min-height, 320px); }
    :host([hidden]) { display: none; }
    iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
    iframe.coming { opacity: 0; }
    [part='poster'] { height: 100%; overflow: hidden; }
    [part='poster'][hidden] { display: none; }
    ::slotted(*) { max-width: 100%; }
    [part='button'] { position: absolute; inset: auto 12px 12px; min-height: 44px; padding: 8px 16px; border: 0; border-radius: 8px;
      background: #1b2130; color: #faf9f6; font: 700 15px/1.3 system-ui, sans-serif; cursor: pointer; }
    [part='button']:focus-visible { outline: 3px solid #faf9f6; outline-offset: -6px; }
  `);
  return sheet;
}
