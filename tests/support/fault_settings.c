/* SPDX-License-Identifier: Apache-2.0 */
/* fault_settings.c - whether the settings of an interview are on behind each stored link, as Graph says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <teamsinvite/sim.h>

#include "support/fault_stage.h"

enum { PATH_TEXT_MAX = 4096 };

/* The worker's user with that name; to be freed. */
static char *token_of(const stage *s, const char *user)
{
    static const char worked[] = "TEAMSINVITE_OK ";
    char command[32];
    const char *const arguments[] = { command, NULL };
    const char *token;
    char *copy;
    process p;

    (void)snprintf(command, sizeof(command), "token:%s", user);
    stage_run(s, &p, arguments);
    token = strstr(p.output, worked);
    assert_non_null(token);
    token += sizeof(worked) - 1;
    copy = calloc(1, strlen(token) + 1);
    assert_non_null(copy);
    memcpy(copy, token, strcspn(token, "\n"));
    process_free(&p);
    return copy;
}

static bool is_text(const cJSON *object, const char *name, const char *wanted)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));

    return text != NULL && strcmp(text, wanted) == 0;
}

static bool are_on(stage *s, const char *token, const char *join_url)
{
    char *escaped = curl_easy_escape(s->sim.curl, join_url, 0);
    char path[PATH_TEXT_MAX];
    const cJSON *meeting;
    cJSON *found;
    bool on;

    assert_non_null(escaped);
    (void)snprintf(path, sizeof(path), "/v1.0/me/onlineMeetings?$filter=JoinWebUrl%%20eq%%20'%s'", escaped);
    curl_free(escaped);
    found = sim_program_graph(&s->sim, token, path);
    meeting = cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(found, "value"), 0);
    on = meeting != NULL && is_text(cJSON_GetObjectItemCaseSensitive(meeting, "lobbyBypassSettings"), "scope", "organization") &&
         is_text(meeting, "allowedPresenters", "organization") && is_text(meeting, "allowMeetingChat", "limited");
    cJSON_Delete(found);
    return on;
}

int stage_count_unset(stage *s, const stage_view *views, int count)
{
    char *alices = token_of(s, "alice");
    char *bobs = token_of(s, "bob");
    int unset = 0;
    int i;

    for (i = 0; i < count; i++) {
        bool is_bobs = strcmp(views[i].organizer, TEAMSINVITE_SIM_CONTOSO_BOB) == 0;

        unset += views[i].stored_url != NULL && views[i].meetings > 0 &&
                 !are_on(s, is_bobs ? bobs : alices, views[i].stored_url);
    }
    free(alices);
    free(bobs);
    return unset;
}
