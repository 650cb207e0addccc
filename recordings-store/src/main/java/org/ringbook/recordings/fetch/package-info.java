/** How recordings are got: the port that telephone sources offer, and the queue of what is due. */
@NamedInterface("fetch")
package org.ringbook.recordings.fetch;

import org.springframework.modulith.NamedInterface;
