/* SPDX-License-Identifier: Apache-2.0 */
/* wording_en.c - our words in English. */
#include "invite/wording.h"

const ti_wording ti_wording_en = {
    .tag = "en",
    .greeting = "Hello",
    .comma = ",",
    .invited = "You are invited to a video interview.",
    .planned = "Your interview is planned.",
    .changed = "The details of this interview have changed.",
    .cancelled = "This interview is cancelled.",
    .updated_prefix = "Updated: ",
    .cancelled_prefix = "Cancelled: ",
    .colon = ":",
    .when = "When",
    .candidate = "Candidate",
    .join = "Join in Microsoft Teams",
    .address = "Or open this address:",
    .dial_in_number = "Phone",
    .conference_id = "Phone conference ID",
    .join_id = "Meeting ID",
    .passcode = "Passcode",
    .note = "Internal note (not in the candidate's copy)",
    .regards = "Kind regards",
    .date = "%w, %d %m %y",
    .clock_end = "",
    .utc = " UTC",
    .weekdays = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" },
    .months = { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December" },
};
