/* SPDX-License-Identifier: Apache-2.0 */
/* wording_de.c - our words in German, formally. The openings begin with a word that is always a capitalised one. */
#include "invite/wording.h"

const ti_wording ti_wording_de = {
    .tag = "de",
    .greeting = "Guten Tag",
    .comma = ",",
    .invited = "Sie sind zu einem Videointerview eingeladen.",
    .planned = "Ihr Interview ist geplant.",
    .changed = "Ihr Interview hat sich geändert. Es gelten die folgenden Angaben.",
    .cancelled = "Ihr Interview wurde abgesagt.",
    .updated_prefix = "Aktualisiert: ",
    .cancelled_prefix = "Abgesagt: ",
    .colon = ":",
    .when = "Termin",
    .candidate = "Kandidat/in",
    .join = "In Microsoft Teams teilnehmen",
    .address = "Oder öffnen Sie diese Adresse:",
    .dial_in_number = "Telefon",
    .conference_id = "Telefonkonferenz-ID",
    .join_id = "Besprechungs-ID",
    .passcode = "Passcode",
    .note = "Interne Notiz (nicht in der Einladung an die Kandidatin oder den Kandidaten)",
    .regards = "Mit freundlichen Grüßen",
    .date = "%w, %d. %m %y",
    .clock_end = " Uhr",
    .utc = " (UTC)",
    .weekdays = { "Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag" },
    .months = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
                "November", "Dezember" },
};
