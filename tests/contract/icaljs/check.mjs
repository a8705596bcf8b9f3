// SPDX-License-Identifier: Apache-2.0
// check.mjs - read each NAME.ics of a folder with ical.js and compare it with
// NAME.json: every property, parameter and value, and none besides.
//
//     node check.mjs FOLDER COUNT
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import ICAL from "ical.js";

let complaints = 0;

function complain(name, what, wanted, got) {
  complaints++;
  console.error(`${name}: ${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
}

function compare(name, what, wanted, got) {
  if (wanted !== got) complain(name, what, wanted, got);
}

// RFC 5545, 3.3.11. ical.js leaves this to its caller where it does not know the property's type.
function unescape(text) {
  return text.replace(/\\([\\;,nN])/g, (_, c) => (c === "n" || c === "N" ? "\n" : c));
}

// "20300115T090000Z" to "2030-01-15T09:00:00.000Z"
function isoOf(ical) {
  return ical.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
}

// As NAME.json writes it: one property of jCal (RFC 7265), parsed.
function read(property) {
  const value = property.getFirstValue();
  const parameters = {};
  for (const [name, text] of Object.entries(property.jCal[1])) parameters[name.toUpperCase()] = text;
  if (property.name === "conference") parameters.VALUE = property.type.toUpperCase(); // jCal has it as the type
  let type = property.type;
  let text = String(value);
  if (type === "unknown") {
    type = "text";
    text = unescape(text);
  } else if (type === "date-time") {
    text = value.zone === ICAL.Timezone.utcTimezone && !value.isDate ? value.toJSDate().toISOString() : "not UTC";
  }
  return { name: property.name.toUpperCase(), type, value: text, parameters };
}

// Parameters in no order: readers give none.
function keyOf(p) {
  const parameters = Object.entries(p.parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([p.name, p.type, p.value, parameters]);
}

function wantedKey(p) {
  return keyOf(p.type === "date-time" ? { ...p, value: isoOf(p.value) } : p);
}

function compareProperties(name, component, wantedList) {
  const got = component.getAllProperties().map((property) => {
    if (property.getValues().length !== 1) complain(name, property.name, "one value", property.getValues().length);
    return keyOf(read(property));
  });
  for (const wanted of wantedList.map(wantedKey)) {
    const at = got.indexOf(wanted);
    const property = JSON.parse(wanted)[0];
    if (at < 0) complain(name, property, wanted, got.filter((g) => JSON.parse(g)[0] === property));
    else got.splice(at, 1);
  }
  for (const more of got) complain(name, JSON.parse(more)[0], "nothing", more);
}

function value(wanted, property) {
  return wanted.event.find((p) => p.name === property)?.value;
}

// What a program sees that uses the event rather than its properties.
function compareEvent(name, component, wanted) {
  const event = new ICAL.Event(component);
  compare(name, "event.uid", value(wanted, "UID"), event.uid);
  compare(name, "event.sequence", Number(value(wanted, "SEQUENCE")), event.sequence);
  compare(name, "event.summary", value(wanted, "SUMMARY"), event.summary);
  compare(name, "event.description", value(wanted, "DESCRIPTION"), event.description);
  compare(name, "event.location", value(wanted, "LOCATION") ?? null, event.location);
  compare(name, "event.organizer", value(wanted, "ORGANIZER"), event.organizer);
  compare(name, "event.startDate", isoOf(value(wanted, "DTSTART")), event.startDate.toJSDate().toISOString());
  compare(name, "event.endDate", isoOf(value(wanted, "DTEND")), event.endDate.toJSDate().toISOString());
  compare(name, "event.isRecurring", false, event.isRecurring());
  compare(name, "event.attendees", wanted.event.filter((p) => p.name === "ATTENDEE").length, event.attendees.length);
}

function check(folder, name) {
  const wanted = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const parsed = ICAL.parse(readFileSync(join(folder, `${name}.ics`), "utf8"));
  const calendar = new ICAL.Component(parsed);
  const all = calendar.getAllSubcomponents();
  compare(name, "component", "vcalendar", calendar.name);
  compare(name, "components", "vevent", all.map((c) => c.name).join());
  compare(name, "components of the event", 0, all[0].getAllSubcomponents().length);
  compareProperties(name, calendar, wanted.calendar);
  compareProperties(name, all[0], wanted.event);
  compareEvent(name, all[0], wanted);
}

const [folder, count] = process.argv.slice(2);
const names = readdirSync(folder).filter((f) => f.endsWith(".ics")).map((f) => basename(f, ".ics"));
compare("the folder", "calendars", Number(count), names.length);
for (const name of names) {
  try {
    check(folder, name);
  } catch (error) {
    complain(name, "ical.js", "a calendar", error.message);
  }
}
console.log(`${names.length} calendars read with ical.js, ${complaints} complaints`);
process.exitCode = complaints === 0 && names.length > 0 ? 0 : 1;
