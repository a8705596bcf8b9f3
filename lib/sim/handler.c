/* SPDX-License-Identifier: Apache-2.0 */
/* handler.c - the simulator as the transport of a client: answers SEND in this process, and WAIT. */
#include "base/buf.h"
#include "sim/sim.h"

enum { HEADERS_MAX = 64 * 1024 };

static void write_headers(ti_buf *out, const teamsinvite_io *io)
{
    size_t count = teamsinvite_io_header_count(io);
    size_t i;

    for (i = 0; i < count; i++) {
        ti_buf_add_text(out, teamsinvite_io_header_name(io, i));
        ti_buf_add_text(out, ": ");
        ti_buf_add_text(out, teamsinvite_io_header_value(io, i));
        ti_buf_add_char(out, '\n');
    }
}

/* Header by header and part by part, as a real exchange arrives. */
static void pass_on(teamsinvite_call *call, const teamsinvite_sim_response *response)
{
    size_t count = teamsinvite_sim_response_header_count(response);
    teamsinvite_status status = TEAMSINVITE_OK;
    const char *body;
    size_t length;
    size_t i;

    for (i = 0; i < count && status == TEAMSINVITE_OK; i++)
        status = teamsinvite_call_add_header(call, teamsinvite_sim_response_header_name(response, i),
                                             teamsinvite_sim_response_header_value(response, i));
    body = teamsinvite_sim_response_body(response, &length);
    if (status == TEAMSINVITE_OK)
        status = teamsinvite_call_add_body(call, body, length);
    if (status != TEAMSINVITE_OK)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_RESPONSE, "the answer was too large");
    else if (teamsinvite_sim_response_fault(response) == TEAMSINVITE_SIM_FAULT_CUT)
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_NETWORK, "the connection ended within the answer");
    else
        (void)teamsinvite_call_complete_send(call, teamsinvite_sim_response_status(response));
}

static void send_request(teamsinvite_call *call, const teamsinvite_io *io, teamsinvite_sim *sim)
{
    teamsinvite_sim_response *response = NULL;
    teamsinvite_status status = TEAMSINVITE_E_NO_MEMORY;
    size_t length = 0;
    const void *body = teamsinvite_io_body(io, &length);
    ti_buf headers;

    ti_buf_init(&headers, HEADERS_MAX);
    write_headers(&headers, io);
    if (!headers.failed)
        status = teamsinvite_sim_request(sim, teamsinvite_io_method(io), teamsinvite_io_url(io), ti_buf_text(&headers),
                                         body, length, &response, NULL);
    ti_buf_clear(&headers);
    if (status == TEAMSINVITE_OK)
        pass_on(call, response);
    else if (status == TEAMSINVITE_E_NETWORK)
        (void)teamsinvite_call_complete_failed(call, status, "no such host at the simulator");
    else
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "the simulator could not take the request");
    teamsinvite_sim_response_free(response);
}

void teamsinvite_sim_handle(teamsinvite_call *call, const teamsinvite_io *io, void *sim)
{
    switch (teamsinvite_io_kind(io)) {
    case TEAMSINVITE_IO_SEND:
        send_request(call, io, sim);
        break;
    case TEAMSINVITE_IO_WAIT:
        (void)teamsinvite_sim_advance_ms(sim, teamsinvite_io_wait_ms(io));
        (void)teamsinvite_call_complete_wait(call);
        break;
    default:
        (void)teamsinvite_call_complete_failed(call, TEAMSINVITE_E_HANDLER, "the simulator answers SEND and WAIT only");
    }
}
