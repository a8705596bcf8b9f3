/* SPDX-License-Identifier: Apache-2.0 */
/* browser.h - enough of a browser to fill in the simulator's own forms. */
#ifndef TI_SIM_BROWSER_H
#define TI_SIM_BROWSER_H

#include "base/buf.h"

/* The form of a page that has an input of that name and value: its action, and
 * "name=value&…" of its hidden inputs. False where the page has no such form. */
bool ti_sim_form_find(ti_slice page, const char *name, const char *value, ti_buf *action, ti_buf *hidden);

/* Where the page has an element with id="error", the code "AADSTS…" in it; else empty. */
ti_slice ti_sim_page_code(ti_slice page);

#endif
