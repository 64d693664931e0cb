package dev.freshet.bench;

/** Receives the progress and results of a measurement. */
public interface BenchListener {

    /** Reports progress, which is valid only until the next step. */
    void progress(String what);

    /** Reports a result, one line. */
    void say(String line);
}
