/* SPDX-License-Identifier: Apache-2.0 */
/*
 * browser.h - the person at the browser, played by libcurl: opens the page
 * that the library sends to, fills in its form, and says where the answer
 * redirects to. With a real Microsoft account a real person does this.
 */
#ifndef EXAMPLES_COMMON_BROWSER_H
#define EXAMPLES_COMMON_BROWSER_H

/* Open `url`, post `form` to it ("account=…"), return the URL of the redirect,
 * to be freed with free(). Exits with 1 where a page is not as expected. */
char *browse(const char *url, const char *form);

#endif
