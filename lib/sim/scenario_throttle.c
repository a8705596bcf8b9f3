/* SPDX-License-Identifier: Apache-2.0 */
/* scenario_throttle.c - too many requests, and services that are away: with every form of Retry-After there is. */
#include "sim/exchange.h"
#include "sim/http_time.h"
#include "sim/scenario.h"

#define SLOW_DOWN 429, "TooManyRequests", 0, "Please retry again later."
#define AWAY 503, "ServiceUnavailable", 0, "The service is temporarily unavailable. Please try again later."

static void refuse(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    ti_sim_answer_graph_refusal(scenario, value, subject);
    if (value >= 0)
        ti_sim_response_add_int(x->response, "Retry-After", value);
}

/* Retry-After is extra, as it is. */
static void refuse_with(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    ti_sim_exchange *x = subject;

    ti_sim_answer_graph_refusal(scenario, value, subject);
    ti_sim_response_add(x->response, "Retry-After", scenario->extra);
}

typedef void write_time_fn(int64_t at_ms, char out[TI_SIM_HTTP_TIME_SIZE]);

static void refuse_until(const ti_sim_scenario *scenario, int64_t seconds, void *subject, write_time_fn *write_time)
{
    ti_sim_exchange *x = subject;
    int64_t at_ms = x->now_ms + seconds * 1000;
    char date[TI_SIM_HTTP_TIME_SIZE];

    ti_sim_answer_graph_refusal(scenario, -1, subject);
    write_time(at_ms < 0 ? 0 : at_ms, date);
    ti_sim_response_add(x->response, "Retry-After", date);
}

/* The three forms of a date (RFC 9110, 5.6.7). */
static void refuse_until_fixdate(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    refuse_until(scenario, value, subject, ti_sim_http_time);
}

static void refuse_until_rfc850(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    refuse_until(scenario, value, subject, ti_sim_rfc850_time);
}

static void refuse_until_asctime(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    refuse_until(scenario, value, subject, ti_sim_asctime_time);
}

static void refuse_since(const ti_sim_scenario *scenario, int64_t value, void *subject)
{
    refuse_until(scenario, -value, subject, ti_sim_http_time);
}

static const ti_sim_scenario rows[] = {
    { "graph-429", "throttled, with Retry-After: VALUE seconds", "graph", TI_SIM_INSTEAD, refuse, 2, SLOW_DOWN, NULL },
    { "graph-429-date", "throttled, with Retry-After as a date VALUE seconds ahead", "graph", TI_SIM_INSTEAD,
      refuse_until_fixdate, 5, SLOW_DOWN, NULL },
    { "graph-429-rfc850", "the same as an RFC 850 date", "graph", TI_SIM_INSTEAD, refuse_until_rfc850, 5, SLOW_DOWN,
      NULL },
    { "graph-429-asctime", "the same as a date of C's asctime()", "graph", TI_SIM_INSTEAD, refuse_until_asctime, 5,
      SLOW_DOWN, NULL },
    { "graph-429-past", "throttled, with Retry-After as a date VALUE seconds ago", "graph", TI_SIM_INSTEAD,
      refuse_since, 60, SLOW_DOWN, NULL },
    { "graph-429-fraction", "throttled, with Retry-After: 1.5", "graph", TI_SIM_INSTEAD, refuse_with, 0, SLOW_DOWN,
      "1.5" },
    { "graph-429-negative", "throttled, with Retry-After: -5", "graph", TI_SIM_INSTEAD, refuse_with, 0, SLOW_DOWN,
      "-5" },
    { "graph-429-huge", "throttled, with Retry-After: 99999999999999999999", "graph", TI_SIM_INSTEAD, refuse_with, 0,
      SLOW_DOWN, "99999999999999999999" },
    { "graph-429-garbage", "throttled, with Retry-After: soon", "graph", TI_SIM_INSTEAD, refuse_with, 0, SLOW_DOWN,
      "soon" },
    { "graph-429-bare", "throttled, without Retry-After, and without a message", "graph", TI_SIM_INSTEAD, refuse, 0,
      429, "UnknownError", 0, "", NULL },
    { "graph-503", "service unavailable; set it without a count for a storm", "graph", TI_SIM_INSTEAD, refuse, 0, AWAY,
      NULL },
    { "graph-503-later", "service unavailable, with Retry-After: VALUE seconds", "graph", TI_SIM_INSTEAD, refuse, 10,
      AWAY, NULL },
    { "graph-504", "a gateway gave up waiting, in HTML", "graph", TI_SIM_INSTEAD, ti_sim_answer_plain, 0, 504,
      TI_SIM_HTML, 0, TI_SIM_PROXY_PAGE, NULL },
    { "token-429-text", "throttled, in plain text, with Retry-After: VALUE seconds", "token", TI_SIM_INSTEAD,
      ti_sim_answer_plain, 60, 429, "text/plain", 0, "Too Many Requests", NULL },
    { "token-429-bare", "throttled, in plain text, without Retry-After", "token", TI_SIM_INSTEAD, ti_sim_answer_plain,
      0, 429, "text/plain", 0, "Too Many Requests", NULL },
    { "token-503", "service unavailable, in HTML", "token", TI_SIM_INSTEAD, ti_sim_answer_plain, 0, 503, TI_SIM_HTML,
      0, TI_SIM_PROXY_PAGE, NULL },
    { "keys-503", "the keys document is unavailable", "keys, metadata", TI_SIM_INSTEAD, ti_sim_answer_plain, 0, 503,
      TI_SIM_HTML, 0, TI_SIM_PROXY_PAGE, NULL },
};

const ti_sim_scenario_group ti_sim_scenario_throttle = TI_SIM_SCENARIO_GROUP(rows);
