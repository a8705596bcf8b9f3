/* SPDX-License-Identifier: Apache-2.0 */
/* json_number.h - what a number that stands in a JSON text is. */
#ifndef TI_BASE_JSON_NUMBER_H
#define TI_BASE_JSON_NUMBER_H

#include "base/slice.h"

/* text: a number that the scan let pass. A whole one, |x| <= 2^53, however it is
 * written ("1e3"); with a fraction or an exponent as a double takes it. */
bool ti_json_to_int(ti_slice text, int64_t *out);

/* A finite one. */
bool ti_json_to_double(ti_slice text, double *out);

#endif
