/* SPDX-License-Identifier: Apache-2.0 */
/* hostile_texts.h - texts that try to break out of HTML, iCalendar, a mail's header, SMTP or a template. */
#ifndef TI_TESTS_SUPPORT_HOSTILE_TEXTS_H
#define TI_TESTS_SUPPORT_HOSTILE_TEXTS_H

/* What a host might pass on from a form that anybody fills in. */
static const char *const hostile_texts[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></head><body><h1>x",
    "</p></div></body></html>",
    "<!-- --><a href=\"https://evil.example\">Join</a>",
    "&lt;b&gt; &amp; &#60;script&#62;",
    "javascript:alert(1)",
    "Jane\r\nBcc: eve@evil.example",
    "Jane\nBcc: eve@evil.example\n\nbody",
    "Jane\r\n.\r\nMAIL FROM:<eve@evil.example>",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    "x\nATTENDEE;CN=Eve:mailto:eve@evil.example",
    "x\\nATTENDEE:mailto:eve@evil.example",
    "x\rURL:https://evil.example",
    "x\r\n ATTACH:https://evil.example",
    "\";ROLE=CHAIR:mailto:eve@evil.example",
    "Doe, Jane; a:b \"quoted\" \\ back^nslash",
    "^n^'^^",
    "=?utf-8?B?QmNjOiBldmU=?=",
    "tab\there\vvertical\fform\x01\x1f\x7f" "controls",
    "next\xc2\x85line \xe2\x80\xa8separator \xe2\x80\xa9paragraph",
    "\xe2\x80\xae" "override \xf0\x9f\x98\x80 emoji \xc3\xa9",
    "%s%n%x%00",
    "\xc2\x9b\xc2\x80" "c1",
    "ends with a backslash \\",
    "\n\n\n",
    " ",
    "{{internal_note}}",
    "{{{{title}}}}",
    "</style><svg/onload=alert(1)>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "<a href=javascript&colon;alert(1)>x</a>",
    "<img src=\"cid:x\"><style>*{color:red}</style>",
    "=3Cscript=3E =\n=\r\n",
    ".\n..\n.\r\n",
    "x\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<b>",
    "BEGIN:VALARM\nACTION:EMAIL\nEND:VALARM",
    "x;ALTREP=\"https://evil.example\":y",
    "x\nX-ALT-DESC;FMTTYPE=text/html:<script>",
    "\xe2\x81\xa6isolate\xe2\x81\xa9 \xe2\x80\xaa" "embed\xe2\x80\xac",
    "zero\xe2\x80\x8bwidth \xef\xbb\xbf" "bom",
    "Jane <jane@mail.example>, Eve <eve@evil.example>",
    "\" <eve@evil.example>, \"",
    "(comment) =?utf-8?Q?=0D=0ABcc:?= x",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

#define HOSTILE_COUNT (sizeof(hostile_texts) / sizeof(hostile_texts[0]))

#endif
