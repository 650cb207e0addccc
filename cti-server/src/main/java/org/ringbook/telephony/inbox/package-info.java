/**
 * What the sources said, word for word: taken in order or once per id, kept, counted, read again; until when histories are read,
 * and when a source was not connected.
 */
@NamedInterface("inbox")
package org.ringbook.telephony.inbox;

import org.springframework.modulith.NamedInterface;
