/** What is in an audio file: its format, its waveform, who spoke when. Knows no recordings and no store. */
@NamedInterface("audio")
package org.ringbook.recordings.audio;

import org.springframework.modulith.NamedInterface;
