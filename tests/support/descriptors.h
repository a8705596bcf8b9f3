/* SPDX-License-Identifier: Apache-2.0 */
/* descriptors.h - how many descriptors this process has: before and after, it must be as many. */
#ifndef TI_TESTS_SUPPORT_DESCRIPTORS_H
#define TI_TESTS_SUPPORT_DESCRIPTORS_H

#include <stddef.h>

size_t open_descriptors(void);

#endif
