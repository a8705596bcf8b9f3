// SPDX-License-Identifier: Apache-2.0
// colour.mjs - contrast as WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio

function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

// "rgb(1, 2, 3)" or "rgba(1, 2, 3, 0.5)", as computed styles give it.
export function parseColour(css) {
  const [r, g, b, alpha = 1] = css.match(/[\d.]+/g).map(Number);
  return { rgb: [r, g, b], alpha };
}
