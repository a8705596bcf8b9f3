/* SPDX-License-Identifier: Apache-2.0 */
/* html.h - the pages that a person sees. */
#ifndef TI_SIM_HTML_H
#define TI_SIM_HTML_H

#include "sim/exchange.h"

void ti_sim_page_begin(ti_sim_exchange *x, int32_t status, const char *title);
void ti_sim_page_end(ti_sim_exchange *x);

/* As it is; and as text, escaped for content and quoted attributes alike. */
void ti_sim_page_add(ti_sim_exchange *x, const char *html);
void ti_sim_page_text(ti_sim_exchange *x, const char *text);
void ti_sim_page_slice(ti_sim_exchange *x, ti_slice text);

#endif
