/**
 * Telling the telephone systems what to do with calls: what each can, who may, how often and where to, and what became of each
 * request. Beside the port of the sources, which it knows; no source knows it.
 */
@NamedInterface("control")
package org.ringbook.telephony.control;

import org.springframework.modulith.NamedInterface;
