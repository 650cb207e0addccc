/** Sound at rest: where it lies, the ledger of it, how it is verified, and what goes when. */
@NamedInterface("store")
package org.ringbook.recordings.store;

import org.springframework.modulith.NamedInterface;
