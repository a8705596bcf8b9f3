/* SPDX-License-Identifier: Apache-2.0 */
/* mail.c - what a DELIVER hands out, as a handler reads it. */
#include "call/io.h"

static const ti_mail no_mail;

static const ti_mail *mail_of(const teamsinvite_io *io)
{
    return io != NULL && io->kind == TEAMSINVITE_IO_DELIVER && io->mail != NULL ? io->mail : &no_mail;
}

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

const char *teamsinvite_io_mail_from(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->from);
}

const char *teamsinvite_io_mail_from_name(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->from_name);
}

const char *teamsinvite_io_mail_to(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->to);
}

const char *teamsinvite_io_mail_to_name(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->to_name);
}

const char *teamsinvite_io_mail_reply_to(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->reply_to);
}

const char *teamsinvite_io_mail_message_id(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->message_id);
}

const char *teamsinvite_io_mail_subject(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->subject);
}

const char *teamsinvite_io_mail_text(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->text);
}

const char *teamsinvite_io_mail_html(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->html);
}

const char *teamsinvite_io_mail_calendar(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->calendar);
}

const char *teamsinvite_io_mail_calendar_method(const teamsinvite_io *io)
{
    return text_of(mail_of(io)->calendar_method);
}

int64_t teamsinvite_io_mail_date_ms(const teamsinvite_io *io)
{
    return mail_of(io)->date_ms;
}
