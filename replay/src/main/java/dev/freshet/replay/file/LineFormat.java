package dev.freshet.replay.file;

/** Takes the fields out of a line. */
interface LineFormat {

    /**
     * The line's fields.
     *
     * @throws IllegalArgumentException saying why the line is no row
     */
    Fields fields(String line);
}
