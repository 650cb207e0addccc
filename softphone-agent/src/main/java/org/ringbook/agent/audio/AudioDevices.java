package org.ringbook.agent.audio;

/** Microphone and speaker of people, or files. */
interface AudioDevices {

    /** @param rate in Hz, mono */
    AudioSource source(String call, int rate);

    AudioSink sink(String call, int rate);

    /** The call is over, or never came to be: nothing more is played or recorded for it. */
    void over(String call);
}
