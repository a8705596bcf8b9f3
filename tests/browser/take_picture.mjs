// SPDX-License-Identifier: Apache-2.0
// take_picture.mjs - a page, as wide as a mail is read, as PNG.
//
//     node take_picture.mjs PAGE.html light|dark PICTURE.png
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";

const WIDTH = 640;

const [page, scheme, picture] = process.argv.slice(2);
const browser = await Chromium.start();
try {
  await browser.load(pathToFileURL(resolve(page)).href, { width: WIDTH, scheme });
  writeFileSync(picture, await browser.screenshot());
} finally {
  await browser.stop();
}
