package dev.freshet.bench;

/** Who is told how a measurement goes. */
public interface BenchListener {

    /** Something that stays true only until the next step. */
    void progress(String what);

    /** A result. */
    void say(String line);
}
