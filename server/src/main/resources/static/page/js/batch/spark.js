import { count, fixed } from "../format.js";
import { html, svg } from "../html.js";
import { t } from "../text.js";

const SPAN = 60_000;
const WIDTH = 240;
const HEIGHT = 44;

/** The pace of the last minute, as far back as this page was open. */
export function history() {
  let points = [];
  return {
    add({ images_per_second: rate }, now = Date.now()) {
      if (now - (points.at(-1)?.at ?? 0) < 900) return;
      points = [...points.filter(({ at }) => now - at < SPAN), { at: now, rate: rate ?? 0 }];
    },
    points: () => points,
  };
}

export function spark({ images_per_second: rate }, rates) {
  const points = rates.points();
  const most = Math.max(1, ...points.map((point) => point.rate));
  const words = points.length
    ? t("spark.words", { least: pace(Math.min(...points.map((point) => point.rate))), most: pace(most), now: pace(rate) })
    : t("spark");
  return html`
    <span class="label">${t("spark")}</span><strong>${pace(rate)}</strong>
    <svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${words}>${lines(points, most)}<line class="base" x1="0" x2=${WIDTH} y1=${HEIGHT} y2=${HEIGHT}></line></svg>
    <div class="row tight small muted"><span>${t("ago.min", { n: 1 })}</span><span class="end">${t("spark.now")}</span></div>`;
}

const pace = (rate) => (rate > 0 && rate < 10 ? fixed(rate, 1) : count(rate));

function lines(points, most) {
  if (points.length < 2) return "";
  const now = points.at(-1).at;
  const x = ({ at }) => (WIDTH * (1 - (now - at) / SPAN)).toFixed(1);
  const y = ({ rate }) => (HEIGHT - (rate / most) * (HEIGHT - 6)).toFixed(1);
  const path = points.map((point) => `${x(point)},${y(point)}`).join(" L");
  return svg`<path class="area" d="M${x(points[0])},${HEIGHT} L${path} L${WIDTH},${HEIGHT}Z"></path><path class="line" d="M${path}"></path>`;
}
