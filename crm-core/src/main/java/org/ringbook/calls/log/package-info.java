/**
 * The tables of calls: written in batches beside the way of a call, read for pages and the API, rewritten when a period is
 * derived again.
 */
@NamedInterface("log")
package org.ringbook.calls.log;

import org.springframework.modulith.NamedInterface;
