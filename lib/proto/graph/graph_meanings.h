/* SPDX-License-Identifier: Apache-2.0 */
/* graph_meanings.h - Graph's answers as status and remedy: one table. */
#ifndef TI_PROTO_GRAPH_GRAPH_MEANINGS_H
#define TI_PROTO_GRAPH_GRAPH_MEANINGS_H

#include "proto/meaning.h"

/* Its last row fits everything. */
extern const ti_meanings ti_graph_table;

#endif
