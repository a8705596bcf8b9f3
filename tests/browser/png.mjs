// SPDX-License-Identifier: Apache-2.0
// png.mjs - the pixels of a PNG as Chromium writes it: 8 bits, RGB or RGBA, not interlaced.
import { inflateSync } from "node:zlib";

const SIGNATURE = "89504e470d0a1a0a";

function paeth(a, b, c) {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

// PNG, 9.2: what each filter adds to a byte, from its neighbours left, above and above left.
const FILTERS = [() => 0, (a) => a, (a, b) => b, (a, b) => (a + b) >> 1, paeth];

function unfilter(data, height, stride, bytes) {
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = FILTERS[data[y * (stride + 1)]];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= bytes ? rows[at - bytes] : 0;
      const above = y > 0 ? rows[at - stride] : 0;
      const corner = x >= bytes && y > 0 ? rows[at - stride - bytes] : 0;
      rows[at] = data[y * (stride + 1) + 1 + x] + filter(left, above, corner);
    }
  }
  return rows;
}

export function readPng(file) {
  if (file.subarray(0, 8).toString("hex") !== SIGNATURE) throw new Error("not a PNG");
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const bytes = { 2: 3, 6: 4 }[file[25]];
  if (file[24] !== 8 || !bytes || file[28] !== 0) throw new Error("another kind of PNG");
  const parts = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const chunk = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(chunk);
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), height, width * bytes, bytes);
  return { width, height, pixel: (x, y) => [...rows.subarray((y * width + x) * bytes, (y * width + x) * bytes + 3)] };
}
