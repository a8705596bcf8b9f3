#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A mail server on loopback that reads each mail as an independent program does.

  mail_server.py FOLDER MODE [CERTIFICATE KEY]    MODE: plain, starttls, smtps, or one
                                                  of these with -auth behind it

Says "listening on PORT", then takes mail until its standard input ends. Mail
number N is put into FOLDER as N.eml as it arrived, N.wire (envelope, EHLO, TLS,
sign-in) and, through Python's email package, N.from, N.to, N.subject, … and the
decoded parts N.0 (of which N.parts names the types), N.1, N.2.

What a recipient's address begins with says what becomes of the mail: refused@
550, later@ 451, grey@ 451 the first time, full@ 552 after the mail, busy@ 421,
drop@ closes the connection, unsure@ does so after it has taken the mail, stall@
never answers; hangup@ and goodbye@ take it, and give the connection up when the
next mail begins, goodbye@ with a 421. A sender that begins nobody@ is answered 553.
"""
import asyncio
import email
import email.header
import email.policy
import email.utils
import logging
import os
import re
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

FOLDER, MODE = sys.argv[1], sys.argv[2]
USER, PASSWORD = b"ats", "p\u00e4ss w\u00f6rd".encode()


class Desk:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        if getattr(session, "last", "") == "hangup":
            server.transport.abort()
        if getattr(session, "last", "") == "goodbye":
            return "421 4.4.2 idle for too long"
        if address.startswith("nobody@"):
            return "553 5.1.8 <%s> sender refused" % address
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        kind = address.split("@")[0]
        if kind == "refused":
            return "550 5.1.1 <%s> unknown" % address
        if kind == "later":
            return "451 4.7.1 <%s> greylisted" % address
        if kind == "grey" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 <%s> come back in a minute" % address
        if kind == "busy":
            return "421 4.3.2 shutting down"
        if kind == "drop":
            server.transport.abort()
            return "250 OK"
        if kind == "stall":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(address.startswith("full@") for address in envelope.rcpt_tos):
            return "552 5.2.2 mailbox full"
        self.keep(session, envelope, server.transport.get_extra_info("ssl_object"))
        if envelope.rcpt_tos[0].startswith("unsure@"):
            server.transport.abort()
        session.last = envelope.rcpt_tos[0].split("@")[0]
        return "250 Message accepted"

    connections = []
    seen = set()

    def keep(self, session, envelope, tls):
        number = Desk.count = Desk.count + 1
        content = envelope.original_content
        self.write(number, "eml", content)
        login = session.auth_data.decode() if isinstance(session.auth_data, bytes) else ""
        self.write(number, "wire", "%s\n%s\n%s\n%s\n%s\n" % (
            envelope.mail_from, ",".join(envelope.rcpt_tos), session.host_name,
            tls.version() if tls else "no TLS", login))
        if session.peer not in self.connections:
            self.connections.append(session.peer)
        self.write(number, "connection", str(self.connections.index(session.peer) + 1))
        self.complain(number, content)
        message = email.message_from_bytes(content, policy=email.policy.default)
        for name in ("from", "to", "reply-to", "subject", "message-id", "date", "mime-version"):
            self.write(number, name, "" if message[name] is None else str(message[name]))
        for name in ("from", "to"):
            # The newer reader puts blanks between the encoded words of a name.
            line = email.message_from_bytes(content)[name]
            display, address = email.utils.parseaddr(line)
            self.write(number, name + "-name", str(email.header.make_header(email.header.decode_header(display))))
            self.write(number, name + "-address", address)
        parts = message.get_payload()
        self.write(number, "parts", message.get_content_type() + "\n" + "".join(
            "%s %s\n" % (part["content-type"], part.get_content_disposition()) for part in parts))
        for i, part in enumerate(parts):
            self.write(number, str(i), part.get_payload(decode=True))
        print("took mail %d" % number, flush=True)

    def complain(self, number, content):
        """What no reader has to put up with; one line each."""
        head, _, _ = content.partition(b"\r\n\r\n")
        complaints = []
        if re.search(rb"[^\x09\x0d\x0a\x20-\x7e]", content):
            complaints.append("not ASCII")
        if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
            complaints.append("a bare CR or LF")
        lines = content.split(b"\r\n")
        if max(len(line) for line in lines) > 998:
            complaints.append("a line of more than 998")
        # libcurl writes the type and its long boundary on one line.
        if max(len(line) for line in head.split(b"\r\n") if not line.startswith(b"Content-Type:")) > 78:
            complaints.append("a header line of more than 78")
        names = [line.split(b":")[0].lower() for line in head.split(b"\r\n") if line[:1] not in b" \t"]
        known = {b"date", b"from", b"to", b"reply-to", b"message-id", b"subject", b"mime-version", b"content-type"}
        complaints += ["header %s" % name for name in names if name not in known or names.count(name) > 1]
        message = email.message_from_bytes(content, policy=email.policy.default)
        for part in message.walk():
            complaints += [repr(defect) for defect in part.defects]
            for name in part.keys():
                complaints += [repr(defect) for defect in part[name].defects]
        self.write(number, "complaints", "\n".join(complaints))

    def write(self, number, name, content):
        with open(os.path.join(FOLDER, "%d.%s" % (number, name)), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())


def authenticate(server, session, envelope, mechanism, data):
    good = data.login == USER and data.password == PASSWORD
    if data.login == b"slow":
        return AuthResult(success=False, handled=False, message="454 4.7.0 try again")
    return AuthResult(success=good, handled=False, auth_data=data.login)


async def serve():
    tls = None
    if len(sys.argv) > 4:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(sys.argv[3], sys.argv[4])
    options = {"decode_data": False, "enable_SMTPUTF8": False}
    if MODE.endswith("-auth"):
        options.update(authenticator=authenticate, auth_required=True, auth_require_tls=MODE.startswith("starttls"))
    if MODE.startswith("starttls"):
        options.update(tls_context=tls, require_starttls=True)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Desk(), loop=loop, **options), "127.0.0.1", 0,
                                      ssl=tls if MODE.startswith("smtps") else None)
    print("listening on %d" % server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


logging.disable()
asyncio.run(serve())
