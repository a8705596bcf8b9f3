// SPDX-License-Identifier: Apache-2.0
// check_invitation.mjs - look at the pages that invitation-page wrote, as people
// do: in the light and in the dark, on a telephone and on a desk.
//
//     node check_invitation.mjs FOLDER    pages.tsv in it is what invitation-page said
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Chromium } from "./chromium.mjs";
import { contrast, parseColour } from "./colour.mjs";
import { readPng } from "./png.mjs";

const SCHEMES = ["light", "dark"];
const WIDTHS = [320, 800];
const CONTRAST = 4.5; // WCAG 2.2, 1.4.3
const BUTTON_HEIGHT = 44; // for a thumb: WCAG 2.2, 2.5.5
const ACTIVE = "script,style,link,base,img,picture,svg,video,audio,source,iframe,frame,object,embed,form,input,button";

let checks = 0;
let complaints = 0;

function check(where, what, worked, got = "") {
  checks++;
  if (worked) return;
  complaints++;
  console.error(`${where}: ${what} ${typeof got === "string" ? got : JSON.stringify(got)}`);
}

// Runs in the page.
function look(active) {
  const all = [...document.querySelectorAll("*")];
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() === "") continue;
    const grounds = [];
    for (let e = node.parentElement; e; e = e.parentElement) grounds.push(getComputedStyle(e).backgroundColor);
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right } = range.getBoundingClientRect();
    const colour = getComputedStyle(node.parentElement).color;
    texts.push({ text: node.data.slice(0, 40), colour, grounds, left, right });
  }
  return {
    lang: document.documentElement.lang,
    title: document.title,
    heading: document.querySelector("h1").innerText,
    text: document.body.innerText,
    active: all.filter((e) => e.matches(active)).map((e) => e.localName),
    handlers: all.filter((e) => e.getAttributeNames().some((name) => name.startsWith("on"))).map((e) => e.localName),
    fetching: all.filter((e) => /url\(|@import/i.test(e.getAttribute("style") ?? "")).map((e) => e.localName),
    links: [...document.querySelectorAll("[href]")].map((e) => {
      const { left, top, height } = e.getBoundingClientRect();
      const ground = getComputedStyle(e).backgroundColor;
      return { tag: e.localName, href: e.getAttribute("href"), text: e.innerText, left, top, height, ground };
    }),
    wide: all.filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.localName),
    scrollWidth: document.documentElement.scrollWidth,
    texts,
  };
}

function checkQuiet(where, url, page, seen) {
  check(where, "asks for more than itself:", seen.requests.length === 1 && seen.requests[0] === url, seen.requests);
  check(where, "the browser complains:", seen.complaints.length === 0, seen.complaints);
  check(where, "holds what acts:", page.active.length === 0, page.active);
  check(where, "holds handlers of events:", page.handlers.length === 0, page.handlers);
  check(where, "has styles that load something:", page.fetching.length === 0, page.fetching);
  check(where, "a script has run:", page.title !== "run", page.title);
}

function checkTitle(where, page, title) {
  check(where, "has another heading:", page.heading === title, page.heading);
  check(where, "has another title:", page.title.endsWith(title), page.title);
}

function checkLinks(where, page, joinUrl) {
  if (joinUrl === "") {
    check(where, "a cancel holds a link:", page.links.length === 0 && !page.text.includes("https:"), page.links);
    return;
  }
  check(where, "not two links:", page.links.length === 2 && page.links.every((l) => l.tag === "a"), page.links);
  check(where, "a link leads elsewhere:", page.links.every((l) => l.href === joinUrl), page.links);
  check(where, "the button has no words:", page.links[0]?.text.trim().length > 0, page.links);
  check(where, "the button is too low:", page.links[0]?.height >= BUTTON_HEIGHT, page.links);
  check(where, "the link is not there as text:", page.links[1]?.text === joinUrl, page.links);
}

function checkWidth(where, page, width) {
  check(where, "is wider than the window:", page.scrollWidth <= width, page.scrollWidth);
  check(where, "elements beyond the edge:", page.wide.length === 0, page.wide);
  const beyond = page.texts.filter((t) => t.left < 0 || t.right > width + 0.5);
  check(where, "text beyond the edge:", beyond.length === 0, beyond.map((t) => t.text));
}

// The page's own colour is none that a style says: it is read off the picture.
function checkColours(where, page, scheme, picture) {
  const paper = picture.pixel(2, 2);
  const dark = contrast(paper, [0, 0, 0]) < contrast(paper, [255, 255, 255]);
  check(where, "does not follow the scheme:", dark === (scheme === "dark"), paper);
  check(where, "has no text", page.texts.length > 0);
  for (const { text, colour, grounds } of page.texts) {
    const behind = grounds.map(parseColour).find((ground) => ground.alpha > 0);
    const ratio = contrast(parseColour(colour).rgb, behind?.rgb ?? paper);
    check(where, `"${text}" is hard to read:`, ratio >= CONTRAST && (behind?.alpha ?? 1) === 1, ratio);
  }
  if (page.links.length > 0) {
    const { left, top, height, ground } = page.links[0];
    const painted = picture.pixel(Math.round(left) + 4, Math.round(top + height / 2));
    check(where, "the button is not painted:", painted.join() === parseColour(ground).rgb.join(), painted);
  }
}

async function checkPage(browser, folder, [name, language, title, joinUrl]) {
  const url = pathToFileURL(join(folder, `${name}.html`)).href;
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      const where = `${name}, ${scheme}, ${width}`;
      const seen = await browser.load(url, { width, scheme });
      const page = await browser.evaluate(look, ACTIVE);
      check(where, "says another language:", page.lang === language, page.lang);
      checkQuiet(where, url, page, seen);
      checkTitle(where, page, title);
      checkLinks(where, page, joinUrl);
      checkWidth(where, page, width);
      checkColours(where, page, scheme, readPng(await browser.screenshot()));
    }
  }
}

const folder = resolve(process.argv[2]);
const pages = readFileSync(join(folder, "pages.tsv"), "utf8").trimEnd().split("\n").map((line) => line.split("\t"));
const browser = await Chromium.start();
try {
  for (const page of pages) await checkPage(browser, folder, page);
} finally {
  await browser.stop();
}
console.log(`${pages.length} pages, ${checks} checks, ${complaints} complaints`);
process.exitCode = complaints === 0 && pages.length > 0 ? 0 : 1;
