/* SPDX-License-Identifier: Apache-2.0 */
/* invite_expected.h - what each reader is to find, from what was asked for. */
#ifndef TI_TESTS_CONTRACT_INVITE_EXPECTED_H
#define TI_TESTS_CONTRACT_INVITE_EXPECTED_H

#include "contract/invite_copy.h"

#define INVITE_STAMP_MS INT64_C(1890000000000)
#define INVITE_STAMP "20291122T000000Z"

/* Fills in calendar and event of a copy whose wanted, audience and uid are set. */
void invite_expect(invite_copy *copy);

#endif
