/* SPDX-License-Identifier: Apache-2.0 */
/* html.c - the pages that a person sees: plain HTML, one style sheet, no script. */
#include "sim/html.h"

static const char style[] =
    "body{margin:0;background:#eef1f5;color:#1b1b1b;font:16px/1.5 system-ui,'Segoe UI',sans-serif}"
    "main{max-width:30rem;margin:8vh auto;padding:2.5rem;background:#fff;box-shadow:0 2px 8px rgba(0,0,0,.18)}"
    "h1{margin:0 0 .75rem;font-size:1.5rem;font-weight:600}"
    ".note{margin:0 0 1.5rem;color:#5a5a5a;font-size:.85rem}"
    "button,label{display:block;box-sizing:border-box;width:100%;margin:.4rem 0;padding:.7rem 1rem;border:1px solid "
    "#c8cdd4;background:#fff;color:inherit;font:inherit;text-align:left;cursor:pointer}"
    "button:hover,label:hover,button:focus-visible{background:#f0f6fc;border-color:#0067b8}"
    "button.main{background:#0067b8;border-color:#0067b8;color:#fff;text-align:center}"
    "button.plain{text-align:center}"
    "small{display:block;color:#5a5a5a}"
    ".error{padding:.75rem 1rem;border-left:4px solid #c50f1f;background:#fdf3f4;overflow-wrap:anywhere}";

void ti_sim_page_add(ti_sim_exchange *x, const char *html)
{
    ti_sim_response_text(x->response, html);
}

void ti_sim_page_slice(ti_sim_exchange *x, ti_slice text)
{
    ti_buf *body = &x->response->body;
    size_t i;

    for (i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '&':
            ti_buf_add_text(body, "&amp;");
            break;
        case '<':
            ti_buf_add_text(body, "&lt;");
            break;
        case '>':
            ti_buf_add_text(body, "&gt;");
            break;
        case '"':
            ti_buf_add_text(body, "&quot;");
            break;
        case '\'':
            ti_buf_add_text(body, "&#39;");
            break;
        default:
            ti_buf_add_char(body, text.ptr[i]);
        }
    }
}

void ti_sim_page_text(ti_sim_exchange *x, const char *text)
{
    ti_sim_page_slice(x, ti_slice_of(text));
}

void ti_sim_page_begin(ti_sim_exchange *x, int32_t status, const char *title)
{
    ti_sim_response_begin(x->response, status);
    ti_sim_response_add(x->response, "Content-Type", "text/html; charset=utf-8");
    ti_sim_response_add(x->response, "Cache-Control", "no-store, no-cache");
    ti_sim_response_add(x->response, "Referrer-Policy", "no-referrer");
    ti_sim_response_add(x->response, "X-Frame-Options", "DENY");
    ti_sim_page_add(x, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    ti_sim_page_text(x, title);
    ti_sim_page_add(x, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>");
    ti_sim_page_add(x, style);
    ti_sim_page_add(x, "</style>\n</head>\n<body>\n<main>\n<h1>");
    ti_sim_page_text(x, title);
    ti_sim_page_add(x, "</h1>\n<p class=\"note\">This is the simulator of libteamsinvite, not Microsoft.</p>\n");
}

void ti_sim_page_end(ti_sim_exchange *x)
{
    ti_sim_page_add(x, "</main>\n</body>\n</html>\n");
}
