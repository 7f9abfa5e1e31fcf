import { html, svg } from "../html.js";

const disc = svg`<circle cx="8" cy="8" r="6.2"/>`;
const ICONS = {
  cancelled: svg`${disc}<path d="m3.7 12.3 8.6-8.6"/>`,
  close: svg`<path d="m3.5 3.5 9 9m0-9-9 9"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.2"/><path d="M3.5 10.5h-.3a.7.7 0 0 1-.7-.7V3.2c0-.4.3-.7.7-.7h6.6c.4 0 .7.3.7.7v.3"/>`,
  cut: svg`<path d="M1.8 6.2A9.4 9.4 0 0 1 4.5 4.5M14.2 6.2A9.4 9.4 0 0 0 7.2 3.6M4.2 9a6 6 0 0 1 2.6-1.4M11.8 9l-.6-.5M8 12.4v.1M2.2 2l11.6 12"/>`,
  done: svg`${disc}<path d="m5.2 8.2 2 2 3.6-4"/>`,
  down: svg`<path d="m3.5 6 4.5 4.5L12.5 6"/>`,
  download: svg`<path d="M8 2.5v8M4.8 7.4 8 10.6l3.2-3.2M2.5 13.5h11"/>`,
  errors: svg`${disc}<path d="M8 4.8v3.8M8 11v.1"/>`,
  failed: svg`${disc}<path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2"/>`,
  file: svg`<path d="M4 1.8h5l3.2 3.2v8.2a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V2.8a1 1 0 0 1 1-1ZM9 1.8V5h3.2"/>`,
  image: svg`<rect x="2" y="2.5" width="12" height="11" rx="1.5"/><path d="m2.5 11 3.2-3.2 3 3 2-2 2.8 2.7M10.6 5.7v.1"/>`,
  info: svg`${disc}<path d="M8 7.4v3.4M8 5.1v.1"/>`,
  key: svg`<circle cx="5" cy="11" r="2.8"/><path d="m7 9 6-6m-2.4 2.4 1.9 1.9"/>`,
  left: svg`<path d="M10 3.5 5.5 8l4.5 4.5"/>`,
  more: svg`<path stroke-width="2" d="M3.2 8h.1M8 8h.1M12.8 8h.1"/>`,
  near: svg`<circle cx="7" cy="7" r="4.6"/><path d="m10.5 10.5 3.4 3.4M7 5.2v3.6M5.2 7h3.6"/>`,
  out: svg`<path d="M9.5 2.5h4v4M13.3 2.7 7.5 8.5M11.5 9.5v3.5a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5V5a.5.5 0 0 1 .5-.5h3.5"/>`,
  pause: svg`<path d="M5.5 3.2v9.6M10.5 3.2v9.6"/>`,
  paused: svg`${disc}<path d="M6.5 5.8v4.4M9.5 5.8v4.4"/>`,
  pending: svg`${disc}<path d="M8 4.6V8l2.3 1.6"/>`,
  play: svg`<path d="M4.5 2.8v10.4l8-5.2Z"/>`,
  priority: svg`<path d="M3.5 8 8 3.5 12.5 8M8 3.8v9.7"/>`,
  retry: svg`<path d="M13.4 8A5.4 5.4 0 1 1 11.6 4M13.4 1.9v3.2h-3.2"/>`,
  right: svg`<path d="m6 3.5 4.5 4.5L6 12.5"/>`,
  running: svg`<path d="M8 1.8A6.2 6.2 0 1 1 1.8 8"/>`,
  seam: svg`<path d="M5.5 4 1.8 8l3.7 4M10.5 4l3.7 4-3.7 4"/>`,
  search: svg`<circle cx="7" cy="7" r="4.6"/><path d="m10.5 10.5 3.4 3.4"/>`,
  trash: svg`<path d="M2.5 4.2h11M6 4V2.5h4V4M4 4.2l.6 9.3h6.8l.6-9.3M6.7 7v3.8M9.3 7v3.8"/>`,
  upload: svg`<path d="M8 10.5V2.5M4.8 5.5 8 2.3l3.2 3.2M2.5 10.5v2a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-2"/>`,
};

/** Decoration beside words; it never stands for them. */
export const icon = (name, more = "") => html`<svg class="i ${more || ""}" viewBox="0 0 16 16" aria-hidden="true">${ICONS[name]}</svg>`;
