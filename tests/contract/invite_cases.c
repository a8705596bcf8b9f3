/* SPDX-License-Identifier: Apache-2.0 */
/* invite_cases.c - the table of invitations; what is left out is ordinary. */
#include "contract/invite_cases.h"

#include <teamsinvite/invitation.h>

#define UPDATE .sequence = 2
#define CANCEL .method = TEAMSINVITE_METHOD_CANCEL, .sequence = 3

#define LINK "https://teams.microsoft.com/l/meetup-join/19%3ameeting_ABC%40thread.v2/0?context=%7b" \
    "%22Tid%22%3a%22c0700000-0000-4000-8000-00000000c070%22%2c" \
    "%22Oid%22%3a%22c0700000-0000-4000-8000-0000000000a1%22%7d"
#define SHORT_LINK "https://teams.microsoft.com/meet/4012345678901?p=AbCdEf"

#define X10 "xxxxxxxxxx"
#define X60 X10 X10 X10 X10 X10 X10
#define TEN(text) text text text text text text text text text text
#define LONG_WORD "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
#define RE_MI "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e\xe3\x81\xae\xe9\x9d\xa2\xe6\x8e\xa5"
#define GRIN "\xf0\x9f\x98\x80"
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define MARHABA "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"

/* "SUMMARY:" is 8 octets: the last character of the filler is octet 8 + its length. */
#define FOLD(name_, filler, character) { .name = name_, .title = filler character " and on" }

/* One text everywhere, and what is seen where it is one line, where it is several, and where it is a name. */
#define EVERYWHERE(name_, text, line, lines, person) \
    .name = name_, .title = text, .title_seen = line, .message = text, .message_seen = lines, \
    .recruiter_name = text, .recruiter_name_seen = person, .candidate_name = text, .candidate_name_seen = person

#define BOTH_METHODS(name_, text, line, lines, person) \
    { .inside = true, EVERYWHERE(name_ "-request", text, line, lines, person) }, \
    { .inside = true, CANCEL, EVERYWHERE(name_ "-cancel", text, line, lines, person) }

const invite_case invite_cases[] = {
    { .name = "plain" },
    { .name = "plain-update", UPDATE },
    { .name = "plain-cancel", CANCEL },
    { .name = "message", .message = "Please bring your portfolio." },
    { .name = "message-cancel", CANCEL, .message = "We are sorry." },
    { .name = "company", .company_name = "Example & Co. <Berlin>" },
    { .name = "sequence-highest", .sequence = 1000000 },
    { .name = "first-sequence-cancel", .method = TEAMSINVITE_METHOD_CANCEL },

    /* Links. */
    { .name = "link-short", .join_url = SHORT_LINK },
    { .name = "link-long-update", UPDATE, .join_url = LINK },
    { .name = "link-2000-bytes", .join_url = "https://teams.microsoft.com/meet/" TEN(X60 X60 X60) X60 X60 X10 X10 X10 },
    { .name = "link-with-comma-and-semicolon", .join_url = "https://teams.microsoft.com/meet/1?a=b,c;d=e:f&g='h'(i)" },
    { .name = "link-government", .join_url = "https://gov.teams.microsoft.us/l/meetup-join/19%3agcch%40thread.v2/0" },
    { .name = "link-with-port", .join_url = "https://teams.microsoft.com:443/meet/1" },

    /* Characters that mean something to iCalendar. */
    { EVERYWHERE("commas", "a, b,c", "a, b,c", "a, b,c", "a, b,c") },
    { EVERYWHERE("semicolons", "a; b;c", "a; b;c", "a; b;c", "a; b;c") },
    { EVERYWHERE("colons", "a: b:c", "a: b:c", "a: b:c", "a: b:c") },
    { EVERYWHERE("quotes", "the \"quoted\" one", "the \"quoted\" one", "the \"quoted\" one", "the 'quoted' one") },
    { EVERYWHERE("backslashes", "a\\b \\n \\, \\\\", "a\\b \\n \\, \\\\", "a\\b \\n \\, \\\\", "a/b /n /, //") },
    { EVERYWHERE("carets", "a^nb^'c^^d", "a^nb^'c^^d", "a^nb^'c^^d", "a^nb^'c^^d") },
    { EVERYWHERE("caret-and-quote", "^\"^", "^\"^", "^\"^", "^'^") },
    { EVERYWHERE("apostrophe", "O'Brien", "O'Brien", "O'Brien", "O'Brien") },
    /* Not at either end: libical takes those away. */
    { EVERYWHERE("blanks", "two  blanks", "two  blanks", "two  blanks", "two  blanks") },
    { EVERYWHERE("percent", "100 % %0D%0A %n =?utf-8?Q?x?=", "100 % %0D%0A %n =?utf-8?Q?x?=",
                 "100 % %0D%0A %n =?utf-8?Q?x?=", "100 % %0D%0A %n =?utf-8?Q?x?=") },
    { EVERYWHERE("markup", "<b onclick=\"x\">&amp;</b>", "<b onclick=\"x\">&amp;</b>", "<b onclick=\"x\">&amp;</b>",
                 "<b onclick='x'>&amp;</b>") },
    { EVERYWHERE("begin-vevent", "BEGIN:VEVENT", "BEGIN:VEVENT", "BEGIN:VEVENT", "BEGIN:VEVENT") },
    { EVERYWHERE("parameter", "x\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example",
                 "x\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example", "x\";ROLE=NON-PARTICIPANT:mailto:eve@evil.example",
                 "x';ROLE=NON-PARTICIPANT:mailto:eve@evil.example") },

    /* Lines. */
    { .name = "two-lines", .message = "two\nlines" },
    { .name = "empty-lines", .message = "a\n\n\nb\n" },
    { .name = "lines-that-are-properties",
      .message = "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil\n ATTACH:https://evil.example" },
    { .name = "lines-cancel", CANCEL, .message = "x\nEND:VEVENT\nMETHOD:REQUEST" },
    { .name = "tab", .message = "tab\there", .message_seen = "tab here" },
    { EVERYWHERE("line-separators", "a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "a b c", "a\nb\nc", "a b c") },

    /* Scripts. */
    { .name = "umlauts", .title = "Gespräch: Größe", .recruiter_name = "Jürgen Müller",
      .candidate_name = "Łukasz Żółć", .message = "Schöne Grüße" },
    { EVERYWHERE("emoji", GRIN " " FAMILY, GRIN " " FAMILY, GRIN " " FAMILY, GRIN " " FAMILY) },
    { EVERYWHERE("cjk", RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI, RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI,
                 RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI, RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI) },
    { EVERYWHERE("right-to-left", SHALOM " " MARHABA, SHALOM " " MARHABA, SHALOM " " MARHABA, SHALOM " " MARHABA) },
    { .name = "right-to-left-marks", .title = "\xe2\x80\x8f" SHALOM "\xe2\x80\x8e abc \xd8\x9c" MARHABA },
    /* What turns the direction of all that follows is left out. */
    { EVERYWHERE("right-to-left-overrides", "a\xe2\x80\xae" "b\xe2\x81\xa7" "c\xe2\x81\xa9" "d", "abcd", "abcd",
                 "abcd") },
    { .name = "combining", .title = "a\xcc\x88 e\xcc\x81 \xe1\xba\x9e", .candidate_name = "Zoe\xcc\x88" },
    { .name = "umlauts-cancel", CANCEL, .title = "Gespräch", .message = "Schöne Grüße" },

    /* Our words, and other ways in. */
    { .name = "german", .language = "de", .zone = "Europe/Berlin", .title = "Gespräch: Plattform-Entwicklung",
      .message = "Bitte bringen Sie Ihr Portfolio mit." },
    { .name = "german-update", UPDATE, .language = "de-AT", .zone = "Europe/Vienna" },
    { .name = "german-cancel", CANCEL, .language = "de", .message = "Es tut uns leid." },
    { .name = "english-in-kathmandu", .language = "en-GB", .zone = "Asia/Kathmandu" },
    { .name = "dial-in", .dial_in_number = "+49 30 1234567", .conference_id = "987654321" },
    { .name = "join-id", .join_id = "1234567890123", .join_id_seen = "123 456 789 012 3", .passcode = "aB3,;:\\\"x" },
    { .name = "all-ways-in", .dial_in_number = "+1 206,,555;0100", .conference_id = "9 8 7#", .join_id = "no digits",
      .passcode = "p", .message = "Call us." },
    { .name = "all-ways-in-german", .language = "de", .dial_in_number = "+49 30 1", .conference_id = "2",
      .join_id = "3", .passcode = "4" },
    { .name = "all-ways-in-cancel", CANCEL, .dial_in_number = "+49 30 1", .conference_id = "2", .join_id = "3",
      .passcode = "4" },

    /* Lengths. */
    { .name = "title-200-bytes", .title = X60 X60 X60 X10 X10 },
    { .name = "names-200-bytes", .recruiter_name = X60 X60 X60 X10 X10,
      .candidate_name = TEN(RE_MI) "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e" "yz" },
    { .name = "message-2000-bytes", .message = TEN(X60 X60 "y z\n" X60 X10 "a,b;c") },
    { .name = "message-4000-bytes", .message = TEN(LONG_WORD LONG_WORD LONG_WORD LONG_WORD "\n") },
    { .name = "message-4000-bytes-cancel", CANCEL, .message = TEN(TEN(RE_MI "\n" RE_MI)) },
    { .name = "one-letter", .title = "x", .recruiter_name = "R", .candidate_name = "C", .message = "m" },
    FOLD("fold-2-bytes-end-at-74", X60 "xxxx", "\xc3\xa4"),
    FOLD("fold-2-bytes-end-at-75", X60 "xxxxx", "\xc3\xa4"),
    FOLD("fold-2-bytes-end-at-76", X60 "xxxxxx", "\xc3\xa4"),
    FOLD("fold-3-bytes-end-at-74", X60 "xxx", "\xe6\x97\xa5"),
    FOLD("fold-3-bytes-end-at-75", X60 "xxxx", "\xe6\x97\xa5"),
    FOLD("fold-3-bytes-end-at-76", X60 "xxxxx", "\xe6\x97\xa5"),
    FOLD("fold-4-bytes-end-at-74", X60 "xx", GRIN),
    FOLD("fold-4-bytes-end-at-75", X60 "xxx", GRIN),
    FOLD("fold-4-bytes-end-at-76", X60 "xxxx", GRIN),
    FOLD("fold-escape-ends-at-74", X60 "xxxx", ","),
    FOLD("fold-escape-ends-at-75", X60 "xxxxx", ","),
    FOLD("fold-escape-ends-at-76", X60 "xxxxxx", ","),
    FOLD("fold-blank-at-75", X60 "xxxxxx", " "),
    FOLD("fold-blank-at-76", X60 "xxxxxxx", " "),
    { .name = "fold-not-at-75", .title = X60 "xxxxxxx" },
    { .name = "fold-one-at-76", .title = X60 "xxxxxxxx" },

    /* Times. */
    { .name = "midnight", .start = "20300115T000000Z", .end = "20300115T010000Z" },
    { .name = "until-midnight", .start = "20300115T230000Z", .end = "20300116T000000Z" },
    { .name = "over-the-year", .start = "20291231T233000Z", .end = "20300101T003000Z" },
    { .name = "leap-day", .start = "20320229T233000Z", .end = "20320301T003000Z" },
    { .name = "no-leap-day", .start = "21000228T233000Z", .end = "21000301T003000Z" },
    { .name = "clocks-forward", .start = "20300331T003000Z", .end = "20300331T013000Z" },
    { .name = "clocks-back-update", UPDATE, .start = "20301027T003000Z", .end = "20301027T023000Z" },
    { .name = "24-hours", .start = "20300115T090000Z", .end = "20300116T090000Z" },
    { .name = "one-second-cancel", CANCEL, .start = "20300115T090000Z", .end = "20300115T090001Z" },
    { .name = "after-2038", .start = "20380119T031408Z", .end = "20380119T041408Z" },

    /* Addresses. */
    { .name = "address-marks", .recruiter_email = "rita.o'neil+ats@corp.example",
      .recruiter_uri = "mailto:rita.o'neil+ats@corp.example", .candidate_email = "a!$*-_~b@mail.example",
      .candidate_uri = "mailto:a!$*-_~b@mail.example" },
    { .name = "address-escaped", .candidate_email = "100%/?#&=^`{|}@mail.example",
      .candidate_uri = "mailto:100%25%2F%3F%23%26%3D%5E%60%7B%7C%7D@mail.example" },
    { .name = "address-long", .candidate_email = X60 "@" X60 "." X60 "." X60 ".example",
      .candidate_uri = "mailto:" X60 "@" X60 "." X60 "." X60 ".example" },

    /* What the setters refuse. */
    { .inside = true, .name = "no-names", .recruiter_name = "", .recruiter_name_seen = "rita@corp.example",
      .candidate_name = "", .candidate_name_seen = "jane@mail.example" },
    { .inside = true, .name = "title-2000-bytes", .title = TEN(X60 X60 X60 X10 X10), .message = "m" },
    { .inside = true, .name = "names-2000-bytes", .recruiter_name = TEN(LONG_WORD LONG_WORD),
      .candidate_name = TEN(RE_MI RE_MI RE_MI RE_MI RE_MI RE_MI) },
    BOTH_METHODS("lf", "two\nlines", "two lines", "two\nlines", "two lines"),
    BOTH_METHODS("cr-lf", "two\r\nlines", "two lines", "two\nlines", "two lines"),
    BOTH_METHODS("cr", "a\rb\n\nc", "a b  c", "a\nb\n\nc", "a b  c"),
    BOTH_METHODS("tab-inside", "tab\there", "tab here", "tab here", "tab here"),
    BOTH_METHODS("controls", "con\x01trol\x7f s\xc2\x9b", "control s", "control s", "control s"),
    BOTH_METHODS("next-line", "a\xc2\x85" "b\v" "c\f" "d", "a b c d", "a\nb\nc\nd", "a b c d"),
    BOTH_METHODS("event-in-text", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil", "x END:VEVENT BEGIN:VEVENT UID:evil",
                 "x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil", "x END:VEVENT BEGIN:VEVENT UID:evil"),
    BOTH_METHODS("attendee-in-text", "x\nATTENDEE;CN=Eve:mailto:eve@evil.example",
                 "x ATTENDEE;CN=Eve:mailto:eve@evil.example", "x\nATTENDEE;CN=Eve:mailto:eve@evil.example",
                 "x ATTENDEE;CN=Eve:mailto:eve@evil.example"),
    BOTH_METHODS("folded-in-text", "x\r\n ATTACH:https://evil.example", "x  ATTACH:https://evil.example",
                 "x\n ATTACH:https://evil.example", "x  ATTACH:https://evil.example"),
};

const size_t invite_case_count = sizeof(invite_cases) / sizeof(invite_cases[0]);

static void set_default(const char **field, const char *value)
{
    if (*field == NULL)
        *field = value;
}

invite_case invite_case_complete(const invite_case *given)
{
    invite_case c = *given;

    if (c.method == 0)
        c.method = TEAMSINVITE_METHOD_REQUEST;
    set_default(&c.company, "acme");
    set_default(&c.reference, "interview-1");
    set_default(&c.start, "20300115T090000Z");
    set_default(&c.end, "20300115T100000Z");
    set_default(&c.title, "Interview: Platform Engineer");
    set_default(&c.title_seen, c.title);
    set_default(&c.message_seen, c.message);
    set_default(&c.recruiter_name, "Rita Recruiter");
    set_default(&c.recruiter_name_seen, c.recruiter_name);
    set_default(&c.recruiter_email, "rita@corp.example");
    set_default(&c.recruiter_uri, "mailto:rita@corp.example");
    set_default(&c.candidate_name, "Jane Doe");
    set_default(&c.candidate_name_seen, c.candidate_name);
    set_default(&c.candidate_email, "jane@mail.example");
    set_default(&c.candidate_uri, "mailto:jane@mail.example");
    set_default(&c.join_url, LINK);
    set_default(&c.join_id_seen, c.join_id);
    return c;
}
